/** What a hook answers. It stands in front of Express, so it says status and body itself. */
export interface Reply {
  status: number;
  body: object;
  headers?: Record<string, string>;
}

export const refusal = (status: number, code: string, message: string, more: object = {}): Reply => ({
  status,
  body: { error: { code, message, ...more } },
});
