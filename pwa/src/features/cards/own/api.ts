import { send } from "@/api/client";
import type { CardOnPhone, CardState } from "@/api/types";

export interface Asked {
  number: string;
  identity_number: string;
  code: string;
  key: string;
}

export function takeCard(asked: Asked): Promise<CardOnPhone> {
  return send("POST", "/api/card", asked);
}

export function askState(key: string): Promise<CardState> {
  return send("POST", "/api/card/state", { key });
}

export function removeCard(key: string): Promise<void> {
  return send("POST", "/api/card/removal", { key });
}
