// Photos are made smaller on the phone: longest side 1600 px.
const longest = 1600, enough = 400 * 1024;

/** The photo as a smaller JPEG; null when it is small already or the browser cannot read it (then the server gets it as it is). */
export async function shrink(file: File): Promise<File | null> {
  const url = URL.createObjectURL(file), image = new Image();
  image.src = url;
  const readable = await image.decode().then(() => true, () => false);
  URL.revokeObjectURL(url);
  if (!readable) return null;
  const scale = Math.min(1, longest / Math.max(image.naturalWidth, image.naturalHeight));
  if (scale === 1 && file.size <= enough) return null;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.naturalWidth * scale);
  canvas.height = Math.round(image.naturalHeight * scale);
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>(done => canvas.toBlob(done, 'image/jpeg', .82));
  canvas.width = canvas.height = 0; // frees the memory at once on old phones
  return blob && new File([blob], file.name.replace(/\.[^.]*$/, '') + '.jpg', { type: 'image/jpeg', lastModified: file.lastModified });
}
