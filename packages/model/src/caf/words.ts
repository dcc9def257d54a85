/** What the report to the CAF says in words, in both languages. */
export const CAF_WORDS = Object.freeze({
  fr: {
    title: 'Rapport agrégé proposé à la CAF',
    note: 'Une proposition : elle dit ce qu’elle couvre et ce qu’elle refuse, sans prétendre satisfaire à la convention. Des passages sont comptés, jamais des personnes ; aucun nom n’entre dans le registre.',
    notSaid: 'motif non dit',
    reasonsRule: (threshold: number) =>
      `Un motif n’est donné seul que si chaque territoire en compte zéro ou au moins ${threshold} ; les plus rares sont comptés ensemble.`,
    noRegister: 'Aucune ligne du registre d’accueil n’est chargée pour cette période : ce n’est pas un zéro.',
    noHours: 'Aucun horaire n’est chargé.',
    hours: (known: number, all: number) =>
      `Minutes par semaine, au dernier jour du rapport, pour ${known} centre(s) sur ${all}.`,
    asked: {
      accompaniments: 'Nombre d’accompagnements',
      visits: 'Nombre de visites',
      names: 'Liste des visites avec nom, prénom et raison',
      computerHelp: 'Nombre d’aides à l’ordinateur',
      redirections: 'Nombre et motifs des réorientations vers la CAF',
      opening: 'Amplitude d’ouverture des centres',
      reception: 'Heures d’accueil tenues',
    },
    how: {
      counted: 'Lignes du registre d’accueil, par centre.',
      names: 'Refusé : les centres s’y sont opposés, et l’entrepôt ne reçoit aucun nom.',
      redirections:
        'Réorientations par centre ; motifs par territoire. La liste ne distingue pas la CAF des autres organismes en charge d’une démarche.',
    },
  },
  en: {
    title: 'Aggregate report proposed to the CAF',
    note: 'A proposal: it says what it covers and what it refuses, and does not claim to comply with the agreement. Passages are counted, never persons; no name enters the register.',
    notSaid: 'reason not said',
    reasonsRule: (threshold: number) =>
      `A reason stands alone only where each territory counts none or at least ${threshold}; the rarest are counted together.`,
    noRegister: 'No line of the reception register is loaded for this period: this is not a zero.',
    noHours: 'No hours are loaded.',
    hours: (known: number, all: number) =>
      `Minutes a week, on the last day of the report, for ${known} centre(s) out of ${all}.`,
    asked: {
      accompaniments: 'Number of accompaniments',
      visits: 'Number of visits',
      names: 'List of visits with name and reason',
      computerHelp: 'Number of times computer help was given',
      redirections: 'Number of redirections to the CAF and their reasons',
      opening: 'Opening hours of the centres',
      reception: 'Reception hours worked',
    },
    how: {
      counted: 'Lines of the reception register, by centre.',
      names: 'Refused: the centres opposed it, and the warehouse takes no name.',
      redirections:
        'Redirections by centre; reasons by territory. The list does not tell the CAF from other bodies in charge of a procedure.',
    },
  },
})
