using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;

namespace Gezhi.Registry.Searching;

/// <summary>Makes the tokens of entries and of questions. 检索词</summary>
/// <remarks>
/// Names, phones and numbers of people stand in the index only as keyed hashes: of each pair of characters of a name, of a whole phone or number, and of its last
/// four. What stands in clear is where things are and what organisations and places are called.
/// </remarks>
public sealed class EntryWords(FieldCipher cipher)
{
    private const string Field = "registry.search";
    private const int MostWords = 8;

    /// <summary>Hexadecimal digits of a hash: 64 bits tell apart all pairs of characters there are.</summary>
    private const int BlindLength = 16;

    /// <summary>Hashes of a name begin with this.</summary>
    public const string NameMark = "bn";

    /// <summary>Hashes of a phone begin with this.</summary>
    public const string PhoneMark = "bp";

    /// <summary>Hashes of a citizen number begin with this.</summary>
    public const string CitizenIdMark = "bi";

    /// <summary>The hashes of one field that an entry has already: a field that was not typed anew need not be opened to be found.</summary>
    public static IEnumerable<string> Kept(string? words, string mark) =>
        (words ?? "").Split(' ').Where(w => w.Length == mark.Length + BlindLength && w.StartsWith(mark, StringComparison.Ordinal));

    /// <summary>Tokens of the area and of all areas around it: the scope of a post is one of them.</summary>
    public static IEnumerable<string> Area(string areaCode) => AreaCode.Parse(areaCode).Path.Select(a => AreaToken(a.Value));

    public static string AreaToken(string areaCode) => "z" + areaCode;

    /// <summary>Tokens of text that may stand in clear, with the initials of each.</summary>
    public static IEnumerable<string> Clear(params string?[] texts) =>
        SearchText
            .Index(texts)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Concat(texts.Select(t => Initials.Of(t)).OfType<string>().Where(i => i.Length is > 1 and <= 40).Select(i => "py" + i));

    /// <summary>One token for a whole name or address: what is called just so stands before what only holds the words.</summary>
    public static string? Whole(string? text)
    {
        var letters = string.Concat(SearchText.Fold(text).Where(char.IsLetterOrDigit));
        return letters.Length is > 1 and <= 60 ? "eq" + letters : null;
    }

    /// <summary>Everything by which a record is meant and no other: its whole name, phone, number or door.</summary>
    /// <returns>Any one of them; empty when the question can only be about parts.</returns>
    public IReadOnlyList<IReadOnlyList<SearchToken>> Exact(int districtId, string? typed)
    {
        var text = PlainText
            .CleanLine(PlainText.Normalise(typed?.Length > 100 ? typed[..100] : typed))
            .Replace(" ", "", StringComparison.Ordinal);
        var tokens = new List<string>();
        if (Whole(text) is { } whole)
            tokens.Add(whole);
        if (text.Length is > 1 and <= 40 && !text.Any(char.IsAsciiDigit))
            tokens.AddRange(cipher.Ring.Keys.Select(key => Blind(key, districtId, NameMark, "w:" + Bare(text))));
        if (DoorText.Cut(text, out var doors).Length == 0)
            tokens.AddRange(doors);
        tokens.AddRange(Numbers(districtId, text).Where(_ => text.Length > 4).SelectMany(n => n).Select(t => t.Text));
        return [.. tokens.Distinct().Select(t => (IReadOnlyList<SearchToken>)[new SearchToken(t, false)])];
    }

    /// <summary>Hashes by which a name is found: its pairs, its initials, and the whole of it.</summary>
    public IEnumerable<string> Name(int districtId, string name) => Name(cipher.Ring.Current, districtId, name);

    /// <summary>The same under every key of the ring: what an entry may carry while keys turn.</summary>
    public IEnumerable<IEnumerable<string>> NameUnderEachKey(int districtId, string name) =>
        cipher.Ring.Keys.Select(key => Name(key, districtId, name));

    private static IEnumerable<string> Name(RingKey key, int districtId, string name)
    {
        var pairs = Pairs(name)
            .Select(p => Blind(key, districtId, NameMark, "n:" + p))
            .Append(Blind(key, districtId, NameMark, "w:" + Bare(name)));
        return Initials.Of(name, isPerson: true) is { Length: > 1 } initials
            ? pairs.Append(Blind(key, districtId, NameMark, "py:" + initials))
            : pairs;
    }

    /// <summary>Hashes by which a phone is found: whole and by its last four.</summary>
    public IEnumerable<string> Phone(int districtId, string phone) =>
        [Now(districtId, PhoneMark, "p:" + phone), Now(districtId, PhoneMark, "p4:" + phone[^4..])];

    /// <summary>Hashes by which a citizen number is found: whole and by its last four.</summary>
    public IEnumerable<string> CitizenId(int districtId, string id) =>
        [Now(districtId, CitizenIdMark, "i:" + id), Now(districtId, CitizenIdMark, "i4:" + id[^4..])];

    /// <summary>What a person typed, each word with all it may stand for.</summary>
    /// <returns>Empty when there is nothing to look for.</returns>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<SearchToken>>> Read(int districtId, string? typed) =>
        [
            .. PlainText
                .CleanLine(PlainText.Normalise(typed?.Length > 100 ? typed[..100] : typed))
                .Split([' ', ',', '，', '、', ';'], StringSplitOptions.RemoveEmptyEntries)
                .Take(MostWords)
                .Select(word => Readings(districtId, word))
                .Where(readings => readings.Count > 0),
        ];

    private List<IReadOnlyList<SearchToken>> Readings(int district, string word)
    {
        List<IReadOnlyList<SearchToken>> readings = [];
        var rest = DoorText.Cut(word, out var doors);
        var clear = SearchText.Query(rest).Tokens;
        if (doors.Count > 0)
            readings.AddRange(doors.Select(d => (IReadOnlyList<SearchToken>)[.. clear, new SearchToken(d, false)]));
        else if (clear.Count > 0)
            readings.Add(clear);
        if (doors.Count == 0 && Pairs(word).ToList() is { Count: > 0 } pairs)
            readings.AddRange(
                cipher.Ring.Keys.Select(key => (IReadOnlyList<SearchToken>)[.. pairs.Select(p => Token(key, district, NameMark, "n:" + p))])
            );
        readings.AddRange(Numbers(district, word));
        readings.AddRange(Letters(district, word));
        return readings;
    }

    private IEnumerable<IReadOnlyList<SearchToken>> Numbers(int district, string word)
    {
        if (Platform.Text.Phone.TryParse(word, out var phone) && phone.ReachesPerson)
            foreach (var key in cipher.Ring.Keys)
                yield return [Token(key, district, PhoneMark, "p:" + phone.Value)];
        var number = word.ToUpperInvariant();
        if (number.Length == 18 && number.AsSpan(0, 17).IndexOfAnyExceptInRange('0', '9') < 0)
            foreach (var key in cipher.Ring.Keys)
                yield return [Token(key, district, CitizenIdMark, "i:" + number)];
        if (
            number.Length != 4
            || number.AsSpan(0, 3).IndexOfAnyExceptInRange('0', '9') >= 0
            || !(char.IsAsciiDigit(number[3]) || number[3] == 'X')
        )
            yield break;
        foreach (var key in cipher.Ring.Keys)
        {
            yield return [Token(key, district, PhoneMark, "p4:" + number)];
            yield return [Token(key, district, CitizenIdMark, "i4:" + number)];
        }
    }

    private IEnumerable<IReadOnlyList<SearchToken>> Letters(int district, string word)
    {
        if (word.Length is < 2 or > 20 || !word.All(char.IsAsciiLetter))
            yield break;
        var letters = word.ToLowerInvariant();
        yield return [new SearchToken("py" + letters, true)];
        foreach (var key in cipher.Ring.Keys)
            yield return [Token(key, district, NameMark, "py:" + letters)];
    }

    /// <summary>Letters alone: a middle dot or a blank makes no other name.</summary>
    private static string Bare(string name) => string.Concat(SearchText.Fold(name).Where(char.IsLetterOrDigit));

    /// <summary>Overlapping pairs of a Chinese name, whole words of another; a lone character is no name.</summary>
    private static IEnumerable<string> Pairs(string name) =>
        SearchText
            .Query(string.Concat(name.Where(c => !"·•‧・.".Contains(c, StringComparison.Ordinal))))
            .Tokens.Where(t => !t.IsPrefix && !t.Text.Any(char.IsAsciiDigit))
            .Select(t => t.Text);

    private static SearchToken Token(RingKey key, int districtId, string mark, string text) =>
        new(Blind(key, districtId, mark, text), false);

    private string Now(int districtId, string mark, string text) => Blind(cipher.Ring.Current, districtId, mark, text);

    private static string Blind(RingKey key, int districtId, string mark, string text) =>
        mark + Convert.ToHexStringLower(FieldCipher.Index(key, districtId, Field, text).AsSpan(0, BlindLength / 2));
}
