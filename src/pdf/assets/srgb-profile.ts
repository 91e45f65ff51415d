/**
 * sRGB.icc of the Debian package icc-profiles-free 2.0.1, unchanged, deflated as FlateDecode expects.
 * Copyright Kai-Uwe Behrmann, Marti Maria, Photogamut, Graeme Gill, ColorSolutions. zlib licence: provided 'as-is',
 * without any express or implied warranty; may be used, altered and redistributed freely, provided that its origin is
 * not misrepresented, altered versions are marked as such, and this notice stays.
 */
const SRGB_PROFILE_BASE64 =
  'eNrtmWdQVFkWgO97r3MgdDctmSYniRIakJyT5Cgq0N1kWmhyMCGDIzCCiEhSBBEFHHB0CDKKiigGREEB8zQyCCjj4CiiorIN/pjdqq3d2qqt/b' +
  'N9frz71bm33rn31a16X9UBQIaQwEpMgfUBSOSm8nyd7RjBIaEM7H2AA2RAAhSAiWClJHn6OfkDQaysXRn/Md6PAWhlvKfzz+f/ZZDYiVw2ABBN' +
  'wHFsTgpLwDsFHMNOZK/kZ1Y4IzUpFQDYW8A0nmCDAhbMAVrkN85c4ehvXLy6xt/XXsBHAcCRoleZcGqFI1eZ0r3CrBheIgDS/YL1KqwknuD90i' +
  'u1FL/tYTXEVs7DiOZwObyIVA6b8R8e7d/H39VCpwg+/n+9wP+4zsrd+UZvLVfvBESv/Cu3tRwA5msAkNK/ciqHARDdDUBn71+5yOMAdJUCIPmM' +
  'lcZL/5ZDre4dEIAooAEpIA+UgQbQAYbAFFgAG+AI3IAX8AchYDNggRiQCHggA+SCXaAAFIFScBBUgzrQCJpBGzgDusB5cBlcA7fAXTAKHgM+mA' +
  'KvwDx4D5YgCMJCZIgKSUEKkCqkDRlCTMgKcoQ8IF8oBAqHoiEulAblQruhIqgMqobqoWboJ+gcdBm6AQ1DD6EJaBb6E/oEIzAJpsFysBqsBzNh' +
  'W9gd9oc3wdFwMpwN58P74Eq4AT4Fd8KX4VvwKMyHX8ELCECICB1RRHQQJmKPeCGhSBTCQ7YjhUgF0oC0IT3IAHIP4SNzyEcUBkVFMVA6KAuUCy' +
  'oAxUIlo7ajilHVqJOoTlQ/6h5qAjWP+oomo2XR2mhztCs6GB2NzkAXoCvQTegO9FX0KHoK/R6DwdAx6hhTjAsmBBOHycEUYw5j2jGXMMOYScwC' +
  'FouVwmpjLbFe2AhsKrYAW4U9hb2IHcFOYT/giDgFnCHOCReK4+LycBW4FlwvbgQ3jVvCi+FV8eZ4Lzwbn4UvwTfie/B38FP4JYI4QZ1gSfAnxB' +
  'F2ESoJbYSrhCeEt0QiUYloRvQhxhJ3EiuJp4nXiRPEjyQKSYtkTwojpZH2kU6QLpEekt6SyWQ1sg05lJxK3kduJl8hPyN/EKGK6Iq4irBFdojU' +
  'iHSKjIi8FsWLqoraim4WzRatED0rekd0TgwvpiZmLxYhtl2sRuyc2LjYgjhV3EDcSzxRvFi8RfyG+AwFS1GjOFLYlHzKMcoVyiQVoSpT7aks6m' +
  '5qI/UqdYqGoanTXGlxtCLaj7Qh2rwERcJIIlAiU6JG4oIEn47Q1eiu9AR6Cf0MfYz+aY3cGts1nDV717StGVmzKCkjaSPJkSyUbJcclfwkxZBy' +
  'lIqX2i/VJfVUGiWtJe0jnSF9RPqq9JwMTcZChiVTKHNG5pEsLKsl6yubI3tMdlB2QU5ezlkuSa5K7orcnDxd3kY+Tr5cvld+VoGqYKUQq1CucF' +
  'HhJUOCYctIYFQy+hnzirKKLoppivWKQ4pLSupKAUp5Su1KT5UJykzlKOVy5T7leRUFFU+VXJVWlUeqeFWmaozqIdUB1UU1dbUgtT1qXWoz6pLq' +
  'rurZ6q3qTzTIGtYayRoNGvc1MZpMzXjNw5p3tWAtY60YrRqtO9qwtol2rPZh7eG16LVma7lrG9aO65B0bHXSdVp1JnTpuh66ebpduq/1VPRC9f' +
  'brDeh91TfWT9Bv1H9sQDFwM8gz6DH401DLkGVYY3h/HXmd07od67rXvTHSNuIYHTF6YEw19jTeY9xn/MXE1IRn0mYya6piGm5aazrOpDG9mcXM' +
  '62ZoMzuzHWbnzT6am5inmp8x/8NCxyLeosViZr36es76xvWTlkqWEZb1lnwrhlW41VErvrWidYR1g/VzG2Ubtk2TzbStpm2c7Snb13b6djy7Dr' +
  'tFe3P7bfaXHBAHZ4dChyFHimOAY7XjMyclp2inVqd5Z2PnHOdLLmgXd5f9LuOucq4s12bXeTdTt21u/e4kdz/3avfnHloePI8eT9jTzfOA55MN' +
  'qhu4G7q8gJer1wGvp97q3snev/hgfLx9anxe+Br45voO+FH9tvi1+L33t/Mv8X8coBGQFtAXKBoYFtgcuBjkEFQWxA/WC94WfCtEOiQ2pDsUGx' +
  'oY2hS6sNFx48GNU2HGYQVhY5vUN2VuurFZenPC5gtbRLdEbDkbjg4PCm8J/xzhFdEQsRDpGlkbOc+yZx1ivWLbsMvZsxxLThlnOsoyqixqJtoy' +
  '+kD0bIx1TEXMXKx9bHXsmziXuLq4xXiv+BPxywlBCe2JuMTwxHNcCjee279Vfmvm1uEk7aSCJH6yefLB5HmeO68pBUrZlNKdShP8pAfTNNK+S5' +
  'tIt0qvSf+QEZhxNlM8k5s5mKWVtTdrOtsp+3gOKoeV05ermLsrd2Kb7bb67dD2yO19O5R35O+Y2um88+Quwq74Xbfz9PPK8t7tDtrdky+XvzN/' +
  '8jvn71oLRAp4BeN7LPbUfY/6Pvb7ob3r9lbt/VrILrxZpF9UUfS5mFV88weDHyp/WN4XtW+oxKTkSCmmlFs6tt96/8ky8bLssskDngc6yxnlhe' +
  'XvDm45eKPCqKLuEOFQ2iF+pUdld5VKVWnV5+qY6tEau5r2WtnavbWLh9mHR47YHGmrk6srqvt0NPbog3rn+s4GtYaKY5hj6cdeNAY2DhxnHm9u' +
  'km4qavpygnuCf9L3ZH+zaXNzi2xLSSvcmtY6eyrs1N0fHX7sbtNpq2+ntxedBqfTTr/8KfynsTPuZ/rOMs+2/az6c20HtaOwE+rM6pzviunid4' +
  'd0D59zO9fXY9HT8YvuLyfOK56vuSBxoaSX0Jvfu3wx++LCpaRLc5ejL0/2bel7fCX4yv1+n/6hq+5Xr19zunZlwHbg4nXL6+dvmN84d5N5s+uW' +
  'ya3OQePBjtvGtzuGTIY675je6b5rdrdneP1w74j1yOV7Dveu3Xe9f2t0w+jwWMDYg/Gwcf4D9oOZhwkP3zxKf7T0eOcT9JPCp2JPK57JPmv4Vf' +
  'PXdr4J/8KEw8Tgc7/njydZk69+S/nt81T+C/KLimmF6eYZw5nzs06zd19ufDn1KunV0lzB7+K/177WeP3zHzZ/DM4Hz0+94b1Z/rP4rdTbE++M' +
  '3vUteC88e5/4fmmx8IPUh5MfmR8HPgV9ml7K+Iz9XPlF80vPV/evT5YTl5eFLiB0AaELCF1A6AJCFxC6gNAFhC4gdAGhCwhdQOgCQhcQusD/sQ' +
  'us9nEEgaw8jo0D4J8DgMdtAKqqAVCLEvQXwlI5mYL+DgDcrQzW1qQsXmx0TOpaRloKhxHF43ASsgDhbw5/Ch0=';

let decoded: Uint8Array | undefined;

/** The compressed profile (ICC.1:2004, class mntr, RGB). */
export function srgbProfile(): Uint8Array {
  decoded ??= new Uint8Array(Buffer.from(SRGB_PROFILE_BASE64, 'base64'));
  return decoded;
}
