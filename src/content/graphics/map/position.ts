/** Degrees east and north. */
export interface Position {
  readonly longitude: number;
  readonly latitude: number;
}
