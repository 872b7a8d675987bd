import type { Lang } from './io.js';

interface BrokerWords {
  columns: [user: string, knownBy: string, publishesFor: string, subscribesTo: string];
  password: string;
  certificate: string;
  none: string;
  replaced: (name: string) => string;
  boundToNothing: (name: string) => string;
  unknown: (name: string, bound: string) => string;
}

/** Words of the users of the embedded broker. */
export const BROKER_WORDS: Record<Lang, BrokerWords> = {
  en: {
    columns: ['user', 'known by', 'publishes for', 'subscribes to'],
    password: 'password',
    certificate: 'certificate',
    none: 'no users: the embedded broker is open to this machine, and to no other',
    replaced: (name) => `${name} was there before: how it is known and what it is bound to are new, and it is disconnected`,
    boundToNothing: (name) => `${name} is bound to nothing and may publish nowhere`,
    unknown: (name, bound) => `${name} is bound to ${bound}, which no plant file has`,
  },
  fr: {
    columns: ['utilisateur', 'reconnu par', 'publie pour', 's’abonne à'],
    password: 'mot de passe',
    certificate: 'certificat',
    none: 'aucun utilisateur : le broker intégré est ouvert à cette machine, et à aucune autre',
    replaced: (name) => `${name} existait déjà : ce qui le fait reconnaître et ce à quoi il est lié sont nouveaux, et il est déconnecté`,
    boundToNothing: (name) => `${name} n’est lié à rien et ne peut publier nulle part`,
    unknown: (name, bound) => `${name} est lié à ${bound}, que n’a aucun fichier d’installation`,
  },
};
