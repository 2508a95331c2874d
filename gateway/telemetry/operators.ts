import { AdminPort } from '../http/admin.js';
import type { Checks } from '../http/health.js';
import type { TelemetrySettings } from '../telemetry-settings.js';
import { MetricsText } from './metrics-text.js';
import type { Observed } from './observed.js';
import { Telemetry, type TelemetryParts } from './telemetry.js';

/** What a process shows to its operators: telemetry of its requests, and a port of its own for metrics and health. */
export class Operators {
  readonly telemetry: Telemetry;
  readonly #port: AdminPort | null;

  private constructor(telemetry: Telemetry, port: AdminPort | null) {
    this.telemetry = telemetry;
    this.#port = port;
  }

  /** Opens what the settings want; what closes it again goes onto `closing`. Throws CannotListen. */
  static async open(
    settings: TelemetrySettings,
    parts: TelemetryParts,
    closing: (() => Promise<void>)[],
  ): Promise<Operators> {
    const port = settings.admin ? await AdminPort.listen(settings.admin) : null;
    if (port) closing.push(() => port.close());
    const telemetry = await Telemetry.open(settings, parts);
    closing.push(() => telemetry.close());
    return new Operators(telemetry, port);
  }

  /** `http://127.0.0.1:9464`; null where there is no such port. */
  get origin(): string | null {
    return this.#port?.origin ?? null;
  }

  /** Opens the port's rooms. */
  show(observed: Observed, checks: () => Checks): void {
    const { metrics } = this.telemetry;
    if (metrics) this.#port?.open({ metrics: new MetricsText(metrics, observed), checks });
  }
}
