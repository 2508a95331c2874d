import type { DeadlinePassed } from '../../../kit/workflow/timers-of.js';
import type { CommandLevel } from './command-vocabulary.js';

/** A position in degrees of CGCS2000. */
export interface Position {
  readonly longitude: number;
  readonly latitude: number;
}

/** An organisation as an order calls it out. */
export interface CalledOut {
  readonly organizationCode: string;
  readonly regionCode: string;
  readonly isLead: boolean;
  readonly contactNumber: string;
  readonly level: CommandLevel;
}

/** What one mutation orders: how many command and lead is for the rule to count. */
export interface Issuing {
  readonly commanders: readonly string[];
  readonly responders: readonly CalledOut[];
  readonly eventIsOpen: boolean;
}

type Nothing = Readonly<Record<never, never>>;

/** What each verb of a command order is sent. */
export interface CommandInputs {
  readonly issueCommand: Issuing;
  readonly postToCommand: { readonly text: string; readonly files: readonly string[] };
  readonly declareControlled: { readonly text: string };
  readonly closeCommand: { readonly summary: string };
  readonly cancelCommand: { readonly reason: string };
  readonly noteAcknowledgement: { readonly organizationCode: string };
  readonly noteDeparture: { readonly organizationCode: string; readonly seconds: number };
  readonly noteArrival: { readonly organizationCode: string };
  readonly noteLateResponder: { readonly organizationCode: string };
}

/** What each verb of one organisation that was called out is sent. */
export interface ResponderInputs {
  readonly callOut: Nothing;
  readonly receiveCommand: Nothing;
  readonly fallBackToMessage: DeadlinePassed;
  readonly acknowledgeCommand: Nothing;
  readonly departForCommand: Position;
  readonly arriveForCommand: Position;
  readonly reportPosition: Position;
  readonly raiseLateAlarm: DeadlinePassed;
}
