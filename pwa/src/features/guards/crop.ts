/**
 * The part of a picture that becomes the guard's photo: 358 x 441 pixels, 26 x 32 mm
 * (the Guangdong form of the guard's photo). The person moves and enlarges the picture
 * inside a fixed frame; these functions keep the frame filled.
 */
export const PHOTO = { width: 358, height: 441 } as const;

/** Enlarged further than this, a usual phone picture falls below the frame's own pixels. */
export const MAX_ZOOM = 6;

export interface Size {
  width: number;
  height: number;
}

/** Zoom 1 = the largest frame that fits; the centre is given in parts of the picture, 0 to 1. */
export interface View {
  zoom: number;
  x: number;
  y: number;
}

export interface Rectangle extends Size {
  left: number;
  top: number;
}

/** A view to begin with: heads are more often in the upper part than in the middle. */
export const FIRST_VIEW: View = { zoom: 1, x: 0.5, y: 0.45 };

/** The rectangle of the picture that the view shows, always wholly inside the picture. */
export function cropRectangle(picture: Size, view: View): Rectangle {
  const scale = Math.min(picture.width / PHOTO.width, picture.height / PHOTO.height) / view.zoom;
  const width = PHOTO.width * scale;
  const height = PHOTO.height * scale;
  return {
    width,
    height,
    left: between(view.x * picture.width - width / 2, 0, picture.width - width),
    top: between(view.y * picture.height - height / 2, 0, picture.height - height),
  };
}

/** The view after the picture was pulled by so many pixels of the photo to the right and down. */
export function moved(picture: Size, view: View, right: number, down: number): View {
  const now = cropRectangle(picture, view);
  const scale = now.width / PHOTO.width;
  return settled(picture, {
    zoom: view.zoom,
    x: (now.left + now.width / 2 - right * scale) / picture.width,
    y: (now.top + now.height / 2 - down * scale) / picture.height,
  });
}

/** The view enlarged about its own centre. */
export function zoomed(picture: Size, view: View, zoom: number): View {
  return settled(picture, { ...view, zoom: between(zoom, 1, MAX_ZOOM) });
}

/** Whether the photo would have to be blown up, and so come out soft. */
export function tooSmall(picture: Size, view: View): boolean {
  return cropRectangle(picture, view).width < PHOTO.width * 0.75;
}

/** The same view with its centre where the frame really ends up. */
function settled(picture: Size, view: View): View {
  const shown = cropRectangle(picture, view);
  return {
    zoom: view.zoom,
    x: (shown.left + shown.width / 2) / picture.width,
    y: (shown.top + shown.height / 2) / picture.height,
  };
}

function between(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
