using System.Buffers.Binary;
using System.Text.RegularExpressions;
using Gezhi.Identity.Contract;
using Gezhi.Identity.Posts;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Auditing;

/// <summary>One row of the trail as the audit administrator reads it. 审计条目</summary>
/// <param name="Who">Name of the account; empty for nobody signed in and for the system.</param>
/// <param name="Whom">Name of the account concerned; empty when it is another kind of record.</param>
/// <param name="IsSealed">It stands in the chain.</param>
internal sealed record AuditView(
    Guid Id,
    long? Seq,
    DateTime At,
    string Action,
    Guid? AccountId,
    string Who,
    Guid? SubjectId,
    string Whom,
    string Detail,
    bool IsSealed
);

/// <summary>A page of the trail, newest first. 审计列表</summary>
/// <param name="Next">Id before which the next page begins; null at the end.</param>
internal sealed record AuditRows(IReadOnlyList<AuditView> Rows, Guid? Next);

/// <summary>Reads the audit trail; nobody can change it here, and every look into it is a row of its own. 查审计</summary>
internal sealed partial class ReadAudit(GezhiDb db, Staffing staffing, FindPerson people, LocalDay day, TimeProvider clock)
{
    internal const int PageLength = 100;

    /// <summary>What is looked for; everything at once narrows. 审计查询条件</summary>
    /// <param name="Action">Beginning of the action, e.g. <c>sign-in.</c>; empty for all.</param>
    /// <param name="Person">User name or account id of who did it; empty for all.</param>
    /// <param name="Subject">Id of the record concerned, or the user name of the account concerned; empty for all.</param>
    /// <param name="Words">Part of the purpose or fact; empty for all.</param>
    /// <param name="From">First local day; null: from the beginning.</param>
    /// <param name="To">Last local day; null: until now.</param>
    public sealed record Search(
        [property: Longest(48)] string? Action = null,
        [property: Longest(40)] string? Person = null,
        [property: Longest(40)] string? Subject = null,
        [property: Longest(60)] string? Words = null,
        DateOnly? From = null,
        DateOnly? To = null
    );

    /// <param name="before">Where the last page ended.</param>
    /// <exception cref="InvalidInput"><c>account.unknown</c> at Person or Subject.</exception>
    public async Task<AuditRows> Page(Search search, Guid? before, Actor actor, CancellationToken ct)
    {
        var rows = await Found(search, ct);
        if (before is { } id)
            rows = rows.Where(a => a.Id < id);
        var page = await rows.OrderByDescending(a => a.Id).Take(PageLength + 1).ToListAsync(ct);
        await Note(actor, "audit.searched", search, ct);
        var shown = page.Take(PageLength).ToList();
        return new AuditRows(await Views(shown, ct), page.Count > PageLength ? shown[^1].Id : null);
    }

    /// <summary>The rows that are looked for, in no order.</summary>
    internal async Task<IQueryable<AuditRow>> Found(Search search, CancellationToken ct)
    {
        Input.Check(search);
        // Ids are made in the order of time, so days are ranges of the key and every page costs the same.
        var rows = db.Set<AuditRow>().AsNoTracking();
        if (search.From is { } first && FirstIdOf(first) is var lowest)
            rows = rows.Where(a => a.Id >= lowest);
        if (search.To is { } last && last < DateOnly.MaxValue && FirstIdOf(last.AddDays(1)) is var end)
            rows = rows.Where(a => a.Id < end);
        if (search.Action?.Trim() is { Length: > 0 } action)
            rows = rows.Where(a => a.Action.StartsWith(action));
        if (await Id(search.Person, "Person", ct) is { } person)
            rows = rows.Where(a => a.AccountId == person);
        if (await Id(search.Subject, "Subject", ct) is { } subject)
            rows = rows.Where(a => a.SubjectId == subject);
        if (PlainText.CleanLine(search.Words) is { Length: > 0 } words)
            rows = rows.Where(a => a.Detail.Contains(words));
        return rows;
    }

    /// <summary>Writes down that somebody looked, and for what; saved at once. Long numbers are left out: somebody may have looked for a phone.</summary>
    internal async Task Note(Actor actor, string action, Search search, CancellationToken ct)
    {
        var asked = string.Join(
            ' ',
            new (string Name, string? Value)[]
            {
                ("action", search.Action),
                ("person", search.Person),
                ("subject", search.Subject),
                ("words", search.Words),
                ("from", search.From?.ToString("O", System.Globalization.CultureInfo.InvariantCulture)),
                ("to", search.To?.ToString("O", System.Globalization.CultureInfo.InvariantCulture)),
            }
                .Where(f => !string.IsNullOrWhiteSpace(f.Value))
                .Select(f =>
                    $"{f.Name}={PlainText.CleanLine(f.Name is "words" or "person" ? LongNumber().Replace(f.Value!, "…") : f.Value)}"
                )
        );
        db.Audit(actor, action, null, asked, clock.UtcNow);
        await db.Save(ct);
    }

    internal async Task<List<AuditView>> Views(List<AuditRow> rows, CancellationToken ct)
    {
        var ids = rows.SelectMany(a => new[] { a.AccountId, a.SubjectId }).OfType<Guid>().Distinct().ToList();
        var names = await staffing.Names(ids, ct);
        string Name(Guid? id) => id is { } known ? names.GetValueOrDefault(known, "") : "";
        return rows.ConvertAll(a => new AuditView(
            a.Id,
            a.Seq,
            a.At,
            a.Action,
            a.AccountId,
            Name(a.AccountId),
            a.SubjectId,
            Name(a.SubjectId),
            a.Detail,
            a.Seq is not null
        ));
    }

    private async Task<Guid?> Id(string? typed, string field, CancellationToken ct) =>
        string.IsNullOrWhiteSpace(typed) ? null
        : Guid.TryParse(typed.Trim(), out var id) ? id
        : await people.Run(typed, ct) ?? throw new InvalidInput(field, "account.unknown");

    /// <summary>The smallest version-7 id of a day: its first 48 bits are milliseconds since 1970.</summary>
    private Guid FirstIdOf(DateOnly local)
    {
        Span<byte> bytes = stackalloc byte[16];
        var milliseconds = Math.Max(0, new DateTimeOffset(day.StartOf(local), TimeSpan.Zero).ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64BigEndian(bytes, milliseconds << 16);
        return new Guid(bytes, bigEndian: true);
    }

    [GeneratedRegex("[0-9]{6,}", RegexOptions.NonBacktracking)]
    private static partial Regex LongNumber();
}
