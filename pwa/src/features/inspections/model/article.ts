/** Names the article an item rests on, in words: "M. 37(3); Reg. 21, 25" is how the data writes it. */

const LAWS = {
  "zh-CN": { Reg: "条例", M: "办法" },
  en: { Reg: "Regulation", M: "Measures" },
} as const;

const PART = /^(Reg|M)\. (.+)$/;

function chinesePlaces(places: string): string {
  return places.replace(/(\d+)(?:\((\d+)\))?/g, (_, article: string, item?: string) =>
    item ? `第${article}条第${item}项` : `第${article}条`).replaceAll(", ", "、");
}

function onePart(part: string, language: keyof typeof LAWS): string {
  const [, law, places] = PART.exec(part.trim()) ?? [];
  // What the data writes in another way is shown as it is.
  if (!law || !places) return part.trim();
  const name = LAWS[language][law as "Reg" | "M"];
  return language === "en" ? `${name}, art. ${places}` : name + chinesePlaces(places);
}

/** "办法第37条第3项；条例第21条、第25条" / "Measures, art. 37(3); Regulation, art. 21, 25" */
export function articleWords(article: string, language: keyof typeof LAWS): string {
  return article.split(";").map((part) => onePart(part, language)).join(language === "en" ? "; " : "；");
}
