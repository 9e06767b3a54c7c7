using System.Linq.Expressions;
using Gezhi.Platform.Actors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Platform.Desks;

/// <summary>Under which heading of the community desk a list stands. 工作台栏目</summary>
public enum DeskPart
{
    /// <summary>没人管的: places, records and cases without anybody who answers for them.</summary>
    Unowned,

    /// <summary>到期要办的: what somebody owes by a day.</summary>
    Due,

    /// <summary>还没回的: people who wait for a word.</summary>
    Unanswered,
}

/// <summary>One row of such a list. 工作台条目</summary>
public sealed record DeskEntry
{
    /// <summary>Tells it from the others; where the next page begins.</summary>
    public Guid Id { get; init; }

    /// <summary>What it is, as its own page calls it; no name of a person, no phone.</summary>
    public string Title { get; init; } = "";

    /// <summary>A number that people say, or empty.</summary>
    public string No { get; init; } = "";

    /// <summary>More about it, or empty; of the list what it means.</summary>
    public string Note { get; init; } = "";

    /// <summary>6 to 17 digits; empty when it lies nowhere.</summary>
    public string AreaCode { get; init; } = "";

    /// <summary>UTC; by this the list is sorted, the earliest first: the limit, or since when it waits.</summary>
    public DateTime SortAt { get; init; }

    /// <summary>UTC; null: no limit runs, or one of days.</summary>
    public DateTime? DueAt { get; init; }

    /// <summary>Last local day of a limit of days; null: no such limit.</summary>
    public DateOnly? DueOn { get; init; }
}

/// <summary>How many there are. 工作台件数</summary>
/// <param name="Late">Of these, past their limit.</param>
public readonly record struct DeskCount(int Count, int Late);

/// <param name="Next">Send as <c>after</c>; null at the end.</param>
public sealed record DeskPage(IReadOnlyList<DeskEntry> Entries, string? Next);

/// <summary>
/// Slot: a module puts a list on the community desk. Number and list come from the same question, so that the list is exactly as long as the number says;
/// a heading without any list of the reader's is not shown. 工作台清单
/// </summary>
public interface IDeskList
{
    /// <summary>Stable name in addresses, of lower-case letters and dashes.</summary>
    string Key { get; }

    DeskPart Part { get; }

    /// <summary>From top to bottom under the heading.</summary>
    int Order { get; }

    /// <summary>Whether the reader's posts have anything to do with it.</summary>
    bool IsFor(Actor actor);

    string Name(IStringLocalizer T);

    /// <summary>What is counted, and what is left out.</summary>
    string Formula(IStringLocalizer T);

    /// <summary>The page of an entry.</summary>
    string Href(DeskEntry entry);

    /// <summary>A few words beside the number, such as how long people wait; null: none.</summary>
    Task<string?> Beside(Actor actor, CancellationToken ct) => Task.FromResult<string?>(null);

    Task<DeskCount> Count(Actor actor, CancellationToken ct);

    /// <param name="after">What the page before gave as next; null begins with the earliest. What cannot be read begins there too.</param>
    Task<DeskPage> Page(Actor actor, string? after, CancellationToken ct);

    /// <summary>Entries of one page.</summary>
    const int Most = 60;
}

/// <summary>A list that the database counts and pages. 工作台查询清单</summary>
public abstract class DeskQuery(TimeProvider clock) : IDeskList
{
    public abstract string Key { get; }
    public abstract DeskPart Part { get; }
    public abstract int Order { get; }
    public abstract bool IsFor(Actor actor);
    public abstract string Name(IStringLocalizer T);
    public abstract string Formula(IStringLocalizer T);
    public abstract string Href(DeskEntry entry);

    public virtual Task<string?> Beside(Actor actor, CancellationToken ct) => Task.FromResult<string?>(null);

    /// <summary>UTC.</summary>
    protected DateTime Now => clock.UtcNow;

    /// <summary>Every entry that the reader may see, unsorted.</summary>
    protected abstract ValueTask<IQueryable<DeskEntry>> Entries(Actor actor, CancellationToken ct);

    /// <summary>Which of them are past their limit; null: none has one. Only columns that <see cref="Entries"/> fills.</summary>
    protected virtual Expression<Func<DeskEntry, bool>>? Late
    {
        get
        {
            var now = Now;
            return e => e.DueAt < now;
        }
    }

    /// <summary>False: nothing in it is earlier than anything else, and <see cref="DeskEntry.SortAt"/> is not filled.</summary>
    protected virtual bool IsInTime => true;

    /// <summary>Adds words to the entries of one page.</summary>
    protected virtual ValueTask<IReadOnlyList<DeskEntry>> Worded(IReadOnlyList<DeskEntry> entries, CancellationToken ct) => new(entries);

    public async Task<DeskCount> Count(Actor actor, CancellationToken ct)
    {
        var entries = await Entries(actor, ct);
        return new DeskCount(await entries.CountAsync(ct), Late is { } late ? await entries.CountAsync(late, ct) : 0);
    }

    public async Task<DeskPage> Page(Actor actor, string? after, CancellationToken ct)
    {
        var entries = await Entries(actor, ct);
        if (DeskCursor.Read(after) is { } last)
            entries = IsInTime
                ? entries.Where(e => e.SortAt > last.At || (e.SortAt == last.At && e.Id > last.Id))
                : entries.Where(e => e.Id > last.Id);
        entries = IsInTime ? entries.OrderBy(e => e.SortAt).ThenBy(e => e.Id) : entries.OrderBy(e => e.Id);
        var rows = await entries.Take(IDeskList.Most + 1).ToListAsync(ct);
        return new DeskPage(
            await Worded(rows.Count > IDeskList.Most ? rows[..IDeskList.Most] : rows, ct),
            rows.Count > IDeskList.Most ? DeskCursor.Write(rows[IDeskList.Most - 1]) : null
        );
    }
}

/// <summary>A list that is reckoned, not asked for: short enough to be made whole. 工作台推算清单</summary>
public abstract class DeskGathered(TimeProvider clock) : IDeskList
{
    public abstract string Key { get; }
    public abstract DeskPart Part { get; }
    public abstract int Order { get; }
    public abstract bool IsFor(Actor actor);
    public abstract string Name(IStringLocalizer T);
    public abstract string Formula(IStringLocalizer T);
    public abstract string Href(DeskEntry entry);

    /// <summary>UTC.</summary>
    protected DateTime Now => clock.UtcNow;

    /// <summary>All of them; ids stay the same while nothing changes.</summary>
    protected abstract Task<IReadOnlyList<DeskEntry>> All(Actor actor, CancellationToken ct);

    public async Task<DeskCount> Count(Actor actor, CancellationToken ct)
    {
        var (all, now) = (await All(actor, ct), Now);
        return new DeskCount(all.Count, all.Count(e => e.DueAt < now));
    }

    public async Task<DeskPage> Page(Actor actor, string? after, CancellationToken ct)
    {
        var all = (await All(actor, ct)).OrderBy(e => e.SortAt).ThenBy(e => e.Id).ToList();
        var rest = DeskCursor.Read(after) is { } last
            ? all.FindAll(e => e.SortAt > last.At || (e.SortAt == last.At && e.Id.CompareTo(last.Id) > 0))
            : all;
        return rest.Count > IDeskList.Most
            ? new DeskPage(rest[..IDeskList.Most], DeskCursor.Write(rest[IDeskList.Most - 1]))
            : new DeskPage(rest, null);
    }
}

/// <summary>Where a page of a list ended. 翻页位置</summary>
public static class DeskCursor
{
    public static string Write(DeskEntry last) => FormattableString.Invariant($"{last.SortAt.Ticks:x}-{last.Id:N}");

    /// <summary>Null for nothing and for what nobody wrote.</summary>
    public static (DateTime At, Guid Id)? Read(string? text) =>
        text?.Split('-') is [{ Length: > 0 and <= 16 } at, var id]
        && long.TryParse(at, System.Globalization.NumberStyles.AllowHexSpecifier, null, out var ticks)
        && ticks >= 0
        && ticks <= DateTime.MaxValue.Ticks
        && Guid.TryParseExact(id, "N", out var guid)
            ? (new DateTime(ticks, DateTimeKind.Utc), guid)
            : null;
}
