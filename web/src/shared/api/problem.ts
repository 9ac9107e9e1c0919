import type { Problem } from "./types";

/** What is wrong with which field. */
type Fields = Readonly<Record<string, { code: string; detail: string }>>;

/** An answer that is not a success: the server's problem+json, or no answer at all (`status` 0). */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly fields: Fields;

  constructor(status: number, code: string, detail: string, fields: Fields = {}) {
    super(detail || code);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.fields = fields;
  }
}

export const unreachable = () => new ApiError(0, "unreachable", "");

function isProblem(value: unknown): value is Partial<Problem> {
  return typeof value === "object" && value !== null;
}

export async function problemOf(response: Response): Promise<ApiError> {
  const fallback = response.status >= 500 ? "internal_error" : `http_${response.status}`;
  const body: unknown = await response.json().catch(() => null);
  if (!isProblem(body)) return new ApiError(response.status, fallback, "");
  const fields = Object.fromEntries(
    (body.errors ?? []).map(({ field, code, detail }) => [field, { code, detail }]),
  );
  return new ApiError(response.status, body.code ?? fallback, body.detail ?? "", fields);
}
