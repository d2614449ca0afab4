import { describe } from 'vitest';
import { missingSpace } from '../../src/detect/missing-space.ts';
import { checkDetector } from '../support/detector.ts';

describe('missing-space', () => {
  checkDetector(missingSpace, {
    flags: [
      ['trafficking on the border with [[Sonorafor]] which it will begin', ['Sonora, for', 'Sonora for']],
      ['announced Operation Spike [[Plazawhose]] first objective', ['Plaza, whose', 'Plaza whose']],
      ['Operation Plaza [[Spikewhose]] first objective', ['Spike, whose', 'Spike whose']],
      ["Sergio Valenzuela, alias [['El Gigio'who]] has a warrant", ["'El Gigio', who", "'El Gigio' who"]],
      ['his analogues, and [[heroinas]] well as xylazine', ['heroin as', 'heroin, as']],
      ['the governor of Veracruz told [[reportersthat]] he would resign', 'reporters that'],
      ['He arrived this [[morningLaura]] Campos and left.', 'morning, Laura'],
      ['the states of [[SonoraSinaloaDurango]] and Nayarit', 'Sonora, Sinaloa, Durango'],
      ['a truck with [[45migrants]] inside', '45 migrants'],
      ['left the [[city,which]] was empty', 'city, which'],
      ['the ministry ([[Sedena)through]] its office', 'Sedena) through'],
      ['It was the [[end.The]] guests left.', 'end. The'],
      ['He called it “a [[disaster”and]] left', 'disaster” and'],
      ['the heart [[ofthe]] city', 'of the'],
      ['The fans of the [[MinnesotaTwins]] left.', 'Minnesota Twins'],
      ['Members of the [[UnitedNations]] met.', 'United Nations'],
      ['They left the valleys of [[HermosilloNavojoa]] and Cajeme.', 'Hermosillo, Navojoa'],
      ['said its [[spokesmanRubén]] Sánchez', 'spokesman, Rubén'],
      ['It is for the [[FBIto]] decide.', 'FBI to'],
      ['They saw [[recentexam]] results.', 'recent exam'],
      ['It is [[anunknown]] person.', 'an unknown'],
      ['The [[Directorof]] Customs left.', 'Director of'],
      ['a goal, [[whicheliminated]] them', 'which eliminated'],
      ['“We left through the window[[”,recounted]] Yolanda', '”, recounted'],
      ['let him go by [[‘bicycle’he]] joked', '‘bicycle,’ he'],
      ['The office [[imputóthe]] crime to him.', 'imputó the'],
      ['They are from [[QuevedoThe]] police know it.', 'Quevedo. The'],
      ['It was put off for [[Friday.at]] 10:00 a.m., he said.', 'Friday at'],
      ['firefighters of six [[communesand]] four helicopters', 'communes and'],
      ['suspended for 48 [[hoursin]] signal of mourning', 'hours in'],
      ['For [[Saturdayconditions]] will be normal.', 'Saturday conditions'],
      ['They met [[Pérez.Of]] the total, 40% is due.', 'Pérez. Of'],
      ['It is in [[Wales.From]] there they came.', 'Wales. From'],
    ],
    passes: [
      'AstraZeneca and GlaxoSmithKline bought stablecoins.',
      'therefore nobody, whatsoever, saw it notwithstanding',
      'El Paso and Ciudad Obregón are far from Hermosillo',
      'heroin as well as xylazine, methamphetamine and fentanyl',
      'organized crime that operates transnationally',
      'YouTube, WhatsApp, BuzzFeed, LinkedIn and TikTok were silent',
      'Andrés Manuel McAllen, DeSantis and LaRosa met Rowland and Holland',
      "It's the 1990s: the 3rd of 25kg, 5pm, 4x4, 100m, F16 and COVID19",
      'see https://example.com/a,b and name@host.Com, or U.S.The',
      "Hawai'ian rock 'n'roll and the Qur'an",
      'the person(s) who (re)discovered it',
      'see StudentAid.gov, @SarahKaczmarek and #RedCross',
      'the storylines, roundtables, checkmarks and crewmembers of governorships',
      'EuroNews, PlayStation and BlackRock spoke of Marchand and Blackwill',
      'Valenzuela Valenzuela, alias Guerrerense, spoke in Zapopan',
      'neighbourhood organisations recognised the centre',
    ],
  });
  describe('a word of the other article is a word', () => {
    checkDetector(missingSpace, {
      flags: [],
      passes: [['the Castelfor company closed', 'Castelfor is a company.']],
    });
  });
});
