/** Reading QR codes from camera and photo. Knows nothing about cards: it hands over the text. */
export { type Camera, CameraFailed, type CameraTrouble, closeStream, openCamera, setTorch } from "./camera";
export type { Lens } from "./lens";
export { NotAPicture, readPhoto } from "./photo";
export { codeReader, ReaderFailed, restartReader } from "./reader";
export { type ScanLoop, startScanning } from "./loop";
