/**
 * Letters of zones where `Intl` has none in any English, or others than the IANA database: by zone,
 * then by offset in hours. Empty letters: the database names the zone by its offset.
 */
const LETTERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'America/Adak': { '-10': 'HST', '-9': 'HDT' },
  'America/Dawson': { '-7': 'MST' },
  'America/Havana': { '-5': 'CST', '-4': 'CDT' },
  'America/Hermosillo': { '-7': 'MST' },
  'America/Mazatlan': { '-7': 'MST', '-6': 'MDT' },
  'America/St_Johns': { '-3.5': 'NST', '-2.5': 'NDT' },
  'America/Whitehorse': { '-7': 'MST' },
  'Antarctica/Casey': { '8': '' },
  'Antarctica/Troll': { '0': '' },
  'Asia/Colombo': { '5.5': '' },
  'Asia/Dubai': { '4': '' },
  'Asia/Hong_Kong': { '8': 'HKT' },
  'Asia/Jakarta': { '7': 'WIB' },
  'Asia/Jayapura': { '9': 'WIT' },
  'Asia/Jerusalem': { '2': 'IST', '3': 'IDT' },
  'Asia/Karachi': { '5': 'PKT' },
  'Asia/Macau': { '8': 'CST' },
  'Asia/Makassar': { '8': 'WITA' },
  'Asia/Manila': { '8': 'PST' },
  'Asia/Muscat': { '4': '' },
  'Asia/Pontianak': { '7': 'WIB' },
  'Asia/Pyongyang': { '9': 'KST' },
  'Asia/Seoul': { '9': 'KST' },
  'Asia/Shanghai': { '8': 'CST' },
  'Asia/Taipei': { '8': 'CST' },
  'Australia/Eucla': { '8.75': '' },
  'Australia/Lord_Howe': { '10.5': '', '11': '' },
  'Etc/GMT': { '0': 'GMT' },
  'Europe/Dublin': { '1': 'IST' },
  'Europe/Guernsey': { '1': 'BST' },
  'Europe/Isle_of_Man': { '1': 'BST' },
  'Europe/Jersey': { '1': 'BST' },
  'Europe/Kirov': { '3': 'MSK' },
  'Europe/Moscow': { '3': 'MSK', '4': 'MSD' },
  'Europe/Simferopol': { '3': 'MSK' },
  'Europe/Volgograd': { '3': 'MSK' },
  MET: { '1': 'MET', '2': 'MEST' },
  'Pacific/Chatham': { '12.75': '', '13.75': '' },
  'Pacific/Guam': { '10': 'ChST' },
  'Pacific/Midway': { '-11': 'SST' },
  'Pacific/Pago_Pago': { '-11': 'SST' },
  'Pacific/Saipan': { '10': 'ChST' },
}

/** The letters listed for a zone at an offset in seconds; `undefined` when it is not listed. */
export function listedLetters(zone: string, offset: number): string | undefined {
  const letters = Object.hasOwn(LETTERS, zone) ? LETTERS[zone] : undefined
  return letters?.[String(offset / 3600)]
}
