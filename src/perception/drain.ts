import { type Observable, tap } from 'rxjs';

/**
 * Runs a stream that emits at once (a still image, a list of frames) to its end.
 * An error of the stream or of `next` is thrown here, where RxJS alone would report it later.
 */
export function drain<T>(source: Observable<T>, next: (value: T) => void): void {
  const failures: unknown[] = [];
  source.pipe(tap(next)).subscribe({ error: (error: unknown) => failures.push(error) });
  if (failures.length > 0) throw failures[0];
}
