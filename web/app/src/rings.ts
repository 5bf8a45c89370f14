/** With which probabilities the rings around a record hold its true position. */
export const ringShares = [0.5, 0.8, 0.95] as const;
/** What `accuracy_m` is: the radius that holds the true position with this probability. */
export const accuracyShare = 0.95;

/**
 * The radius in metres that holds the true position with a probability below 1, of a record whose `accuracy_m` holds it with
 * 95 %. Errors are circular normal, so the distance follows the Rayleigh distribution: P(r) = 1 − exp(−r²/2σ²). From
 * an accuracy of 100 m: 48.1 m for 50 %, 73.3 m for 80 %.
 */
export function ringRadius(accuracy: number, share: number): number {
  return accuracy * Math.sqrt(Math.log1p(-share) / Math.log1p(-accuracyShare));
}
