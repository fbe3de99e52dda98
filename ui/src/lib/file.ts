// Files that a person gave to the page, as the command table takes them.
import { CommandError } from "./ipc/client";

/** The largest workbook that is read. */
export const MOST_WORKBOOK = 32 * 1024 * 1024;

/** The bytes of a file in base64. */
export function base64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(new CommandError("file_unreadable"));
    reader.readAsDataURL(file);
  });
}

/** A workbook in base64; one that is too large is refused before it is read. */
export async function workbook(file: File): Promise<string> {
  if (file.size > MOST_WORKBOOK) throw new CommandError("workbook_too_large");
  return base64(file);
}
