import type { PostNeed, SiteNeeds } from "@/api/types";
import type { NeedsInput } from "./api";

/** A shift as it stands in the form; the key keeps its place when another is removed. */
export interface PostDraft {
  key: number;
  shift: string;
  begins: string;
  ends: string;
  weekdays: string[];
  needed: string;
  position: string;
}

export interface NeedsDraft {
  contract_id: string;
  venue: string;
  posts: PostDraft[];
}

const MOST_NEEDED = 999;
let last = 0;

export function emptyPost(): PostDraft {
  last += 1;
  return { key: last, shift: "", begins: "08:00", ends: "20:00", weekdays: [..."1234567"], needed: "1", position: "" };
}

export function draftOfNeeds(needs: SiteNeeds): NeedsDraft {
  return {
    contract_id: needs.contract?.id ?? "",
    venue: needs.venue ?? "",
    posts: needs.posts.map((post) => ({
      ...emptyPost(),
      ...post,
      weekdays: post.weekdays.map(String),
      needed: String(post.needed),
      position: post.position ?? "",
    })),
  };
}

export function isFaulty(post: PostDraft): boolean {
  const needed = Number(post.needed);
  const counts = Number.isInteger(needed) && needed >= 1 && needed <= MOST_NEEDED;
  return post.shift.trim() === "" || post.begins === "" || post.ends === "" || post.weekdays.length === 0 || !counts;
}

export function needsInputOf(draft: NeedsDraft): NeedsInput {
  return { contract_id: draft.contract_id || null, venue: draft.venue || null, posts: draft.posts.map(postOf) };
}

function postOf(post: PostDraft): PostNeed {
  return {
    shift: post.shift.trim(),
    begins: post.begins,
    ends: post.ends,
    weekdays: post.weekdays.map(Number),
    needed: Number(post.needed),
    position: post.position.trim() || null,
  };
}
