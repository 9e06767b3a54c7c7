using System.Collections.Frozen;

namespace Gezhi.Identity.Accounts;

/// <summary>Passwords that every guesser tries first, in the shapes that pass the rule of three kinds. 常见口令</summary>
/// <remarks>
/// A small list of stems instead of a long one of passwords: signs that stand for letters are read as letters (P@ssw0rd, 1oveyou), and what people hang on to
/// satisfy a rule, digits and signs in front and behind, is taken off. What is left must not be a stem, nor a run along the keyboard, nor one thing repeated.
/// </remarks>
internal static class CommonPasswords
{
    /// <summary>Fewer letters than these between digits and signs are nothing of one's own: <c>Aa@123456</c>.</summary>
    private const int FewestLetters = 4;

    private static readonly FrozenSet<string> Stems = """
        password passwd passwort pass word pwd secret login logon signin welcome hello admin administrator administrators root superuser supervisor manager
        system sysadmin secadmin auditadmin operator user username guest test tester testing demo default temp temporary changeme change letmein master server
        oracle mysql postgres mssql database linux windows huawei tencent alibaba xiaomi iphone android
        qwerty qwertyuiop qwer asdf asdfgh asdfghjkl zxcv zxcvbn zxcvbnm qazwsx qazwsxedc wsxedc qweasd qweasdzxc asdfjkl poiuyt abcd abcde abcdef abcdefg abc
        iloveyou loveyou lovely princess sunshine football baseball basketball monkey dragon shadow superman batman pokemon freedom whatever trustno
        woaini woaiwojia woaizhongguo aini aizhongguo zhongguo china beijing shanghai zhengzhou henan erqi zzhenan hefei wuhan wangluo mima wodemima mimamima
        gezhi wangge wanggeyuan zhili shequ jiedao chengguan zhengfu gongan zhengwu renmin minsheng fuwu guanli guanliyuan yuangong
        nihao nihaoma shijie xiaoming zhangsan lisi wangwu zhaoliu xinnian kuaile xingfu pingan jiankang facai gongxi
        spring summer autumn winter january february march april june july august september october november december monday tuesday friday sunday
        company office work worker staff government gov public service city street village community
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] Runs = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "1qaz2wsx3edc4rfv5tgb"];

    public static bool Contains(string password)
    {
        var lower = password.ToLowerInvariant();
        return IsRun(lower) || IsStem(Middle(lower)) || IsStem(Middle(Read(lower))) || IsStem(LettersOf(Read(lower.TrimEnd(EndOfRule))));
    }

    // What is hung on at the end stays a digit or a sign: "word2024!" must not become "wordzoz4i".
    private static readonly char[] EndOfRule = [.. "0123456789!@#$%^&*()-_=+.,?~ "];

    private static bool IsStem(string letters)
    {
        if (letters.Length < FewestLetters || letters.Distinct().Count() < 3 || Stems.Contains(letters))
            return true;
        for (var at = 2; at <= letters.Length - 2; at++) // two stems side by side: adminpassword, woainizhongguo
            if (Stems.Contains(letters[..at]) && Stems.Contains(letters[at..]))
                return true;
        return Runs.Any(run =>
            run.Contains(letters, StringComparison.Ordinal) || Backwards(run).Contains(letters, StringComparison.Ordinal)
        );
    }

    /// <summary>The whole is a walk along the keyboard: 1qaz@WSX.</summary>
    private static bool IsRun(string lower)
    {
        var keys = string.Concat(
            lower.Select(c => "!@#$%^&*()".IndexOf(c, StringComparison.Ordinal) is var at and >= 0 ? "1234567890"[at] : c)
        );
        return Runs.Any(run => run.Contains(keys, StringComparison.Ordinal) || Backwards(run).Contains(keys, StringComparison.Ordinal));
    }

    private static string Middle(string lower) => lower.Trim(EndOfRule);

    private static string LettersOf(string lower) => string.Concat(lower.Where(char.IsLetter));

    private static string Read(string lower) =>
        string.Concat(
            lower.Select(c =>
                c switch
                {
                    '@' or '4' => 'a',
                    '0' => 'o',
                    '1' or '!' => 'i',
                    '3' => 'e',
                    '$' or '5' => 's',
                    '7' => 't',
                    _ => c,
                }
            )
        );

    private static string Backwards(string text) => new([.. text.Reverse()]);
}
