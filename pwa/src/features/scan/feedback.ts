/** A verdict is heard and felt, so that the eyes can stay on the person. Each tone has its own pattern. */
import type { Tone } from "@/api/types";
import { settings } from "@/app/settings";

const VIBRATION: Record<Tone, number[]> = {
  valid: [70],
  check: [90, 90, 90],
  not_valid: [350, 120, 350],
  cannot_verify: [60, 60, 60, 60, 60],
};

interface Note {
  hertz: number;
  at: number;
  seconds: number;
}

const SOUND: Record<Tone, Note[]> = {
  valid: [{ hertz: 1320, at: 0, seconds: 0.12 }],
  check: [{ hertz: 880, at: 0, seconds: 0.1 }, { hertz: 880, at: 0.18, seconds: 0.1 }],
  not_valid: [0, 0.22, 0.44].map((at) => ({ hertz: 330, at, seconds: 0.16 })),
  cannot_verify: [{ hertz: 440, at: 0, seconds: 0.12 }, { hertz: 349, at: 0.16, seconds: 0.2 }],
};

let context: AudioContext | null = null;

/** Browsers allow sound only after a touch: called on the first one. */
export function unlockSound(): void {
  if (!settings.sound || typeof AudioContext === "undefined") return;
  context ??= new AudioContext();
  if (context.state === "suspended") context.resume().catch(() => undefined);
}

function play({ hertz, at, seconds }: Note, audio: AudioContext): void {
  const start = audio.currentTime + at;
  const tone = new OscillatorNode(audio, { frequency: hertz });
  const volume = new GainNode(audio, { gain: 0.25 });
  volume.gain.setValueAtTime(0.25, start + seconds - 0.03);
  volume.gain.linearRampToValueAtTime(0, start + seconds);
  tone.connect(volume).connect(audio.destination);
  tone.start(start);
  tone.stop(start + seconds);
}

/** Browsers vibrate only for somebody who has touched the page. */
function mayVibrate(): boolean {
  const activation = navigator.userActivation as UserActivation | undefined;
  return settings.vibration && typeof navigator.vibrate === "function" && (activation?.hasBeenActive ?? true);
}

export function giveFeedback(tone: Tone): void {
  if (mayVibrate()) navigator.vibrate(VIBRATION[tone]);
  const audio = context;
  if (settings.sound && audio?.state === "running") SOUND[tone].forEach((note) => { play(note, audio); });
}
