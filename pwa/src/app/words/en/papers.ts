export default {
  title: "Papers",
  kinds: { inspection_record: "Inspection record", rectification_notice: "Rectification notice" },
  facts: "{pages} pages, {size} KB",
  open: "Open the PDF",
  takeAlong: "Let them take it along",
  code: "Code to take paper {number} along",
  scan: "Ask them to scan this with a phone; they can save the PDF then.",
  until: "Valid until {time}, for this paper only. Each opening is recorded.",
};
