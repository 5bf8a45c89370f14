/** A plan as a picture in this browser; it is never sent anywhere. */
export interface Plan {
  name: string;
  /** As it is drawn: no larger than the machine can hold as a texture. */
  image: ImageBitmap;
  /** Pixels of the file, in which controls and world files count. */
  width: number;
  height: number;
}

export const pictureTypes = ["image/png", "image/jpeg", "image/webp"] as const;
/** What every machine with WebGL 2 can be trusted to hold without running short of memory. */
const greatest = 4096;

export class NotAPicture extends Error {}

export async function readPlan(file: File): Promise<Plan> {
  if (!pictureTypes.some((type) => type === file.type)) throw new NotAPicture();
  let whole: ImageBitmap;
  try {
    whole = await createImageBitmap(file);
  } catch {
    throw new NotAPicture();
  }
  const { width, height } = whole;
  const image = await shrunk(whole);
  return { name: file.name, image, width, height };
}

async function shrunk(whole: ImageBitmap): Promise<ImageBitmap> {
  const share = greatest / Math.max(whole.width, whole.height);
  if (share >= 1) return whole;
  const size = { resizeWidth: Math.max(1, Math.round(whole.width * share)), resizeHeight: Math.max(1, Math.round(whole.height * share)) };
  const small = await createImageBitmap(whole, { ...size, resizeQuality: "high" });
  whole.close();
  return small;
}
