import { cropRectangle, PHOTO, type Size, type View } from "./crop";

/** A picture that was chosen, upright, in the phone's memory only. */
export interface Picture extends Size {
  source: CanvasImageSource;
  close: () => void;
}

/** The kinds the server takes. Anything else is refused here, with words, before it is read. */
export const PICTURE_TYPES: readonly string[] = ["image/jpeg", "image/png", "image/webp"];

const QUALITY = 0.92;

/** Reads a chosen file. @throws Error when it is no picture the browser can show. */
export async function loadPicture(file: Blob): Promise<Picture> {
  if (!PICTURE_TYPES.includes(file.type)) throw new Error("not a picture");
  const bitmap = await createImageBitmap(file);
  return {
    source: bitmap,
    width: bitmap.width,
    height: bitmap.height,
    close: () => {
      bitmap.close();
    },
  };
}

/** Draws what the view shows, at the photo's own size, on white where a picture is transparent. */
export function drawView(canvas: HTMLCanvasElement, picture: Picture, view: View): void {
  canvas.width = PHOTO.width;
  canvas.height = PHOTO.height;
  const context = canvas.getContext("2d");
  if (!context) return;
  const { left, top, width, height } = cropRectangle(picture, view);
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, PHOTO.width, PHOTO.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(picture.source, left, top, width, height, 0, 0, PHOTO.width, PHOTO.height);
}

/** The photo to send: what the canvas shows, as JPEG; where the picture was taken is gone with it. */
export function photoOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => {
        if (blob) resolve(blob);
        else reject(new Error("the picture could not be written"));
      },
      "image/jpeg",
      QUALITY,
    );
  });
}
