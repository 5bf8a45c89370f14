/** The address of the worker that MapLibre draws with (vite.config.ts). */
declare module "virtual:map-worker" {
  const address: string;
  export default address;
}
