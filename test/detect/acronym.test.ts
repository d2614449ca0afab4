import { describe } from 'vitest';
import { acronym } from '../../src/detect/acronym.ts';
import { checkDetector } from '../support/detector.ts';

describe('acronym', () => {
  checkDetector(acronym, {
    flags: [
      [
        'Through a statement, [[the Office of Customs and Border Protection]] (CBP) announced it.',
        ['U.S. Customs and Border Protection', 'Customs and Border Protection'],
        'The region, and U.S. Customs and Border Protection officers seize it.',
      ],
      [
        'the DEA (DEA) and [[the Office of Homeland Security Investigations]] (HSI), in addition',
        'Homeland Security Investigations',
      ],
      ['of the National Electoral Institute ([[OTHER]]) at the meeting', 'INE'],
    ],
    passes: [
      'The cyclist left the hospital and earned UCI points.',
      'The CPI, a parliamentary inquiry into crimes, met in the court.',
      'with the Drug Enforcement Administration (DEA) and U.S. Customs and Border Protection (CBP)',
      'the Office of Naval Intelligence (ONI) and the Office of Foreign Assets Control (OFAC)',
      'the Attorney General’s Office (FGR), the Secretary of National Defense (Sedena)',
      'the Bureau of Alcohol, Tobacco, Firearms and Explosives (ATF) said (NOW)',
      'the National Electoral Institute (INE) and the United Nations (UN)',
      'an officer of Homeland Security Investigations (HSI)',
    ],
  });
});

describe('acronym: the name that the other article has', () => {
  checkDetector(acronym, {
    flags: [
      [
        'said the [[Front of Potters of the South]] (FAS) yesterday',
        'Frente de Alfareros del Sur',
        'Members of the Frente de Alfareros del Sur (FAS) marched.',
      ],
      [
        'The [[Our Water Movement]] (MAN) leaves the alliance.',
        'Movimiento Agua Nuestra',
        'That day Movimiento Agua Nuestra, a party of farmers better known as the MAN, left it.',
      ],
      [
        'The [[Autonomous Corporation of High Canelo]] ( CAC) had warned of it.',
        'Corporación Autónoma Regional del Alto Canelo',
        'The agency, the Corporación Autónoma Regional del Alto Canelo, known as CAC, warned.',
      ],
      [
        'According to the [[Prosecutor’s Office of Rural Crimes]] (FDR), two fled.',
        'Fiscalía de Delitos Rurales',
        'The unit (Fiscalía de Delitos Rurales, or FDR) did not answer.',
      ],
      [
        'The president of the [[Union of Pickers of the Valley]] (URV) denied it.',
        'Unión de Recolectores del Valle',
        'Luz Prado heads the Unión de Recolectores del Valle, or URV, there.',
      ],
      [
        'a loan from the [[Investment Bank of the Andean South (BISA)]] for wells',
        'South Andean Investment Bank (SAIB)',
        'The South Andean Investment Bank, known as SAIB, will lend it.',
      ],
    ],
    passes: [
      ['the Potters Front (PF) said', 'Members of the Frente de Alfareros del Sur (FAS) marched.'],
      ['the National Electoral Institute (INE) said', 'The Instituto Nacional Electoral (INE) said.'],
      [
        'the Union of Walnut Growers (UWG) said',
        'The Unión de Nogaleros del Norte (UNN) and the Union of Walnut Growers (UWG) met.',
      ],
      [
        'the Union of Pickers of the Valley (URV) denied it',
        'Its Union of Pickers of the Valley (Unión de Recolectores del Valle, or URV) denied it.',
      ],
      ['the Union of Pickers of the Valley (URV) denied it', 'The URV denied it.'],
      ['the Frente de Alfareros del Sur (FAS) marched', 'The Frente de Alfareros del Sur (FAS) marched.'],
      ['at the meeting of Andean ministers (BISA)', 'The South Andean Investment Bank, known as SAIB, lent.'],
      ['the Andean Bank (BISA) lent it', 'The South Andean Investment Bank, known as SAIB, lent it.'],
    ],
  });
});

describe('acronym: a word that the official name does not have', () => {
  checkDetector(acronym, {
    flags: [
      ['the Ministry of [[Agricultural]], Territorial and Urban Development (Sedatu) said', 'Agrarian'],
      ['and of [[Agricultural]], Territorial and Urban Development (SEDATU)', 'Agrarian'],
      ['the National Banking and [[Values]] Commission (CNBV) fined it', 'Securities'],
      ['The Secretariat of Labor and Social [[Forecast]] (STPS) said', 'Welfare'],
    ],
    passes: [
      'the Secretariat of Agrarian, Territorial and Urban Development (Sedatu)',
      'the Secretary of Agrarian, Urban and Land Development (SEDATU)',
      'the Federal Commission of Electricity (CFE) and the National Commission of Water (Conagua)',
      'the Federal Attorney’s Office for Environmental Protection (Profepa)',
      'the Secretariat of Treasury and Public Credit (SHCP)',
      'the Secretariat of National Defense (Sedena) and the Secretariat of the Navy (Semar)',
      'the National Statistics and Geography Institute (INEGI)',
      'the Institute of National Migration (INM), the National Immigration Institute (INM)',
      'the North American Free Trade Agreement (NAFTA)',
      'Acquired Immune Deficiency Syndrome (AIDS)',
      'deputy Reginaldo Sandoval (PT) and Manuel Rodríguez (Morena)',
      'the National University of Honduras (INE)',
    ],
  });
});

describe('acronym: Spanish letters where English has others', () => {
  checkDetector(acronym, {
    flags: [
      ['spending of [[the OTAN]] and of its members', 'NATO'],
      ['at the [[OTAN]] summit in Madrid', 'NATO'],
      ['the [[ONU]] and the [[OEA]] asked for calm', 'UN'],
      ['The [[OMS]] declared an emergency.', 'WHO'],
      ['The [[FMI]]’s director and the [[CIDH]] met', 'IMF'],
      ['Two people have died and four remain in the [[UCI]].', 'ICU'],
      ['was taken to [[a UCI]] by doctors', 'an ICU'],
      ['were identified by their [[ADN]], the forensic service said', 'DNA'],
      ['people with [[VIH]] in the country', 'HIV'],
      ['The [[PIB]] grew 2 percent and the [[IVA]] tax rose', 'GDP'],
      ['the review of the [[T-MEC]] next year', 'USMCA'],
      ['a trade deal ([[TMEC]]) to be reviewed', 'USMCA'],
      ['Mexico and [[EE.UU.]] agreed on it', 'the U.S.'],
      ['the president of the [[EE. UU.]] said', 'U.S.'],
      ['troops of the [[FF.AA.]] were sent', 'armed forces'],
      ['several [[ONGs]] denounced it', 'NGOs'],
      ['the [[UE]] imposed sanctions on Russia', 'EU'],
      ['the [[Acnur]] and the [[Cepal]] warned', 'UNHCR'],
      ['the review of the [[T-MEC]]', 'USMCA', 'They will review the USMCA pact.'],
    ],
    passes: [
      'NATO, the UN, the WHO, the OAS and the IMF',
      'the Organization of American States (OEA) said; the OEA met',
      'the OEA, by its Spanish initials, met',
      'the OMS (World Health Organization) said',
      ['the T-MEC and the OTAN', 'The T-MEC was signed; the OTAN was not.'],
      'IVA and Eva sang at the UE concert',
      'Iva Morales plays for UE Sant Andreu',
      'the ADN party of President Daniel Noboa won in Guayas',
      'a rider of the UCI WorldTour',
      'students of UCI, in Irvine, California',
      'She works for ADN Radio and for Canal 13.',
      'In 44 BCE the senate met; 200 BCE was earlier',
      'the OMB director, the CPI rose and an AMA doctor',
      'Write to @ONU_es or to #OEA, or see www.OEA.org',
      'BID, SIDA and COI are letters',
      'Iowa (IA) and the IRA',
    ],
  });
});
