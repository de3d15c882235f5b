/** Reads frame after frame from a video until told to stop. One frame is read at a time. */
import { Aim, type Code } from "./aim";
import { attemptAt, type Region, regionOf } from "./frames";
import { codeReader, ReaderFailed, restartReader } from "./reader";

export interface ScanEvents {
  /** A code was read; `frameAt` is the performance time at which its frame was taken. */
  found: (text: string, frameAt: number) => void;
  /** Whether it is too dark to read, told when it changes. */
  dark?: (isDark: boolean) => void;
  /** The reading program failed repeatedly. */
  failed?: () => void;
}

export interface ScanLoop {
  stop(): void;
}

const DARK = 45;
const DARK_FRAMES = 8;
const FAILURES = 3;

/** Notices darkness that lasts, not a hand passing by. */
class Darkness {
  private frames = 0;
  private told = false;

  constructor(private readonly tell: (isDark: boolean) => void) {}

  see(brightness: number): void {
    this.frames = brightness < DARK ? this.frames + 1 : 0;
    const isDark = this.frames >= DARK_FRAMES;
    if (isDark !== this.told) this.tell(isDark);
    this.told = isDark;
  }
}

class Loop implements ScanLoop {
  private readonly canvas = document.createElement("canvas");
  private readonly context = this.canvas.getContext("2d", { willReadFrequently: true });
  private readonly aim = new Aim();
  private readonly darkness: Darkness;
  private frame = 0;
  private failures = 0;
  private stopped = false;

  constructor(private readonly video: HTMLVideoElement, private readonly events: ScanEvents) {
    this.darkness = new Darkness((isDark) => events.dark?.(isDark));
    this.next();
  }

  stop(): void {
    this.stopped = true;
  }

  private next(): void {
    if (this.stopped) return;
    const ready = this.video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && this.video.videoWidth > 0;
    const work = ready ? this.readFrame() : Promise.resolve();
    void work.catch((error: unknown) => { this.fail(error); }).then(() => requestAnimationFrame(() => { this.next(); }));
  }

  private take(region: Region): ImageData | null {
    if (!this.context) return null;
    if (this.canvas.width !== region.width) this.canvas.width = region.width;
    if (this.canvas.height !== region.height) this.canvas.height = region.height;
    const { left, top, width, height } = region;
    this.context.drawImage(this.video, left, top, width, height, 0, 0, width, height);
    return this.context.getImageData(0, 0, width, height);
  }

  private async readFrame(): Promise<void> {
    await codeReader().ready;
    if (this.stopped) return;
    const { step, part } = attemptAt(this.frame);
    this.frame += 1;
    const size = { width: this.video.videoWidth, height: this.video.videoHeight };
    const region = regionOf(part, size);
    const frameAt = performance.now();
    const image = this.take(region);
    if (!image) return;
    const { codes, brightness } = await codeReader().read(image, step);
    this.failures = 0;
    if (this.stopped) return;
    this.darkness.see(brightness);
    const text = this.aim.choose(codes.map((code) => moved(code, region)), size);
    if (text !== null) this.events.found(text, frameAt);
  }

  private fail(error: unknown): void {
    if (this.stopped || !(error instanceof ReaderFailed)) return;
    this.failures += 1;
    restartReader();
    if (this.failures < FAILURES) return;
    this.stop();
    this.events.failed?.();
  }
}

function moved({ text, centre }: Code, region: Region): Code {
  return { text, centre: { x: centre.x + region.left, y: centre.y + region.top } };
}

/** Starts reading; `found` may be called again and again until `stop`. */
export function startScanning(video: HTMLVideoElement, events: ScanEvents): ScanLoop {
  return new Loop(video, events);
}
