import { send } from "@/shared/api/request";
import { plainName } from "@/shared/lib/save-file";

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

export const recordName = (title: string): string => `${plainName(title, "meeting")}.record.jsonl`;
