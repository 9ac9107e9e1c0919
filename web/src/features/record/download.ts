import { send } from "@/shared/api/request";

/** Fetches the record with the person's token (a plain link could not carry it) and tells how much has come. */
export async function fetchRecord(meetingId: string, onProgress: (bytes: number) => void): Promise<Blob> {
  const response = await send(`/meetings/${encodeURIComponent(meetingId)}/export?format=jsonl`);
  const parts: BlobPart[] = [];
  let received = 0;
  if (!response.body) return response.blob();
  for await (const part of response.body) {
    parts.push(part);
    received += part.byteLength;
    onProgress(received);
  }
  return new Blob(parts, { type: "application/jsonl" });
}

export function saveAs(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after the click; a moment later it has a copy of its own.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** "Budget review 2026" → "budget-review-2026": a file name on every system. */
export function fileName(title: string): string {
  const plain = title
    .toLocaleLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return `${plain || "meeting"}.record.jsonl`;
}
