/** The phone's camera: opening it, its lenses and its light. */
import { betterLens, type Lens, sortLenses } from "./lens";

export type CameraTrouble = "denied" | "none" | "busy" | "insecure" | "unsupported";

export class CameraFailed extends Error {
  override readonly name = "CameraFailed";

  constructor(readonly trouble: CameraTrouble) {
    super(trouble);
  }
}

export interface Camera {
  stream: MediaStream;
  lenses: Lens[];
  lensId: string | undefined;
  hasTorch: boolean;
}

/** Full HD: at arm's length a module of a 22 mm code is then still three pixels wide. */
const SIZE = { width: { ideal: 1920 }, height: { ideal: 1080 } };

/** Names of newer standards that TypeScript's library does not have yet. */
type Capabilities = MediaTrackCapabilities & { torch?: boolean; focusMode?: string[] };
type Constraint = MediaTrackConstraintSet & { torch?: boolean; focusMode?: string };

function trouble(error: unknown): CameraTrouble {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "none";
  return "busy";
}

async function openStream(video: MediaTrackConstraints): Promise<MediaStream> {
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw new CameraFailed(window.isSecureContext ? "unsupported" : "insecure");
  try {
    return await devices.getUserMedia({ audio: false, video });
  } catch (error) {
    throw new CameraFailed(trouble(error));
  }
}

/** Names of lenses are told only after the person allowed the camera. */
async function listLenses(): Promise<Lens[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  const cameras = devices.filter((device) => device.kind === "videoinput");
  return sortLenses(cameras.map(({ deviceId, label }) => ({ id: deviceId, label })));
}

const trackOf = (stream: MediaStream): MediaStreamTrack | undefined => stream.getVideoTracks()[0];

function capabilities(stream: MediaStream): Capabilities {
  const track = trackOf(stream);
  // Firefox has no getCapabilities.
  return typeof track?.getCapabilities === "function" ? track.getCapabilities() : {};
}

async function apply(stream: MediaStream, constraint: Constraint): Promise<void> {
  await trackOf(stream)?.applyConstraints({ advanced: [constraint] });
}

function openLens(lensId: string): Promise<MediaStream> {
  return openStream({ deviceId: { exact: lensId }, ...SIZE });
}

async function openBest(wanted: string | null): Promise<MediaStream> {
  if (wanted !== null) {
    try {
      return await openLens(wanted);
    } catch (error) {
      // The remembered lens is gone (another phone, new permission): open what there is.
      if (error instanceof CameraFailed && error.trouble !== "none") throw error;
    }
  }
  const stream = await openStream({ facingMode: { ideal: "environment" }, ...SIZE });
  const better = wanted === null ? betterLens(await listLenses(), trackOf(stream)?.getSettings().deviceId) : null;
  if (!better) return stream;
  closeStream(stream);
  return openLens(better.id);
}

/** Opens the wanted lens, or the main back lens. @throws CameraFailed */
export async function openCamera(wanted: string | null): Promise<Camera> {
  const stream = await openBest(wanted);
  const { torch, focusMode } = capabilities(stream);
  if (focusMode?.includes("continuous")) await apply(stream, { focusMode: "continuous" }).catch(() => undefined);
  const lensId = trackOf(stream)?.getSettings().deviceId;
  return { stream, lenses: await listLenses(), lensId, hasTorch: torch === true };
}

/** Answers whether the light now is as wished. */
export async function setTorch(stream: MediaStream, on: boolean): Promise<boolean> {
  try {
    await apply(stream, { torch: on });
    return true;
  } catch {
    return false;
  }
}

export function closeStream(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
