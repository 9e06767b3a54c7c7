#pragma warning disable CA1310 // StartsWith becomes LIKE; the database compares codes of digits
using Gezhi.Cases.Contract;
using Gezhi.Cases.Searching;
using Gezhi.Platform.Data;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.CasePages;

/// <summary>Which cases a list shows; every condition narrows. 筛选条件</summary>
public sealed record CaseFilter
{
    private const int LongestWords = 40;
    private const int TailDigits = 4;
    private static readonly Channel[] Channels = Enum.GetValues<Channel>();

    /// <summary>Only this state.</summary>
    public CaseState? State { get; init; }

    /// <summary>Beginning of the area code, e.g. a street.</summary>
    public string? Area { get; init; }

    /// <summary>Beginning of the category key.</summary>
    public string? Category { get; init; }

    public Channel? Channel { get; init; }

    /// <summary>A report of it came from this connected system.</summary>
    public Guid? Source { get; init; }

    /// <summary>Lead unit.</summary>
    public string? Unit { get; init; }

    /// <summary>Case number or its last four digits, whole receipt number, the channel's own number, or words of title and place; two Chinese characters are enough, numbers count whole.</summary>
    public string? Words { get; init; }

    /// <summary>Sent back at least so often.</summary>
    public int? SentBack { get; init; }

    /// <summary>Only cases whose present stage is overdue.</summary>
    public bool IsLate { get; init; }

    /// <summary>Only cases whose present stage ends within the hour.</summary>
    public bool IsSoon { get; init; }

    /// <summary>Filed at this UTC instant or later.</summary>
    public DateTime? FiledSince { get; init; }

    /// <summary>Whether nothing is asked for.</summary>
    public bool IsEmpty => this == new CaseFilter();

    internal IQueryable<Case> Apply(IQueryable<Case> cases, GezhiDb db, DateTime now)
    {
        if (State is { } state)
            cases = cases.Where(c => c.State == state);
        if (Digits(Area) is { } area)
            cases = cases.Where(c => c.AreaCode.StartsWith(area));
        if (Kept(Category, 60) is { } category)
            cases = cases.Where(c => c.CategoryKey!.StartsWith(category));
        if (Channel is { } channel)
            cases = cases.Where(c => c.Channel == channel);
        if (Source is { } source)
            cases = cases.Where(c => db.Set<Report>().Any(r => r.CaseId == c.Id && r.SourceId == source));
        if (Kept(Unit, 32) is { } unit)
            cases = cases.Where(c => c.LeadUnitCode == unit);
        if (SentBack is { } sentBack)
            cases = cases.Where(c => c.SendBackCount >= sentBack);
        if (FiledSince is { } since)
            cases = cases.Where(c => c.FiledAt >= since);
        if (IsLate)
            cases = cases.That(LiveKey.Late, now);
        if (IsSoon)
            cases = cases.That(LiveKey.Soon, now);
        return Kept(Words, LongestWords) is { } words ? Find(cases, words, db) : cases;
    }

    private static IQueryable<Case> Find(IQueryable<Case> cases, string words, GezhiDb db)
    {
        // By the index of channel and number; the database looks once, not for every case.
        var named = db.Set<Report>().Where(r => Channels.Contains(r.Channel) && r.ChannelNo == words).Select(r => r.CaseId);
        var isCaseNo = words.Length >= 8 && words.All(char.IsAsciiDigit);
        if (ReceiptNo.TryParse(words, out var receipt))
        {
            var no = receipt.Value; // twelve digits may be either
            return cases.Where(c =>
                db.Set<Report>().Any(r => r.CaseId == c.Id && r.ReceiptNo == no)
                || (isCaseNo && c.CaseNo!.StartsWith(words))
                || named.Contains(c.Id)
            );
        }
        if (isCaseNo)
            return cases.Where(c => c.CaseNo!.StartsWith(words) || named.Contains(c.Id));
        var query = SearchText.Query(words);
        var ids = query.IsEmpty ? named : CaseWords.Found(db, query).Union(named);
        var isTail = words.Length >= TailDigits && words.All(char.IsAsciiDigit); // what people remember of a number is its end
        return isTail ? cases.Where(c => c.CaseNo!.EndsWith(words) || ids.Contains(c.Id)) : cases.Where(c => ids.Contains(c.Id));
    }

    private static string? Digits(string? text) => text is { Length: >= 6 and <= 17 } && text.All(char.IsAsciiDigit) ? text : null;

    private static string? Kept(string? text, int longest) =>
        PlainText.CleanLine(text ?? "") is { Length: > 0 } clean ? TextElements.Cut(clean, longest) : null;
}
