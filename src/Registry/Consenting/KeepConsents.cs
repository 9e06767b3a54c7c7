using Gezhi.Grids.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Consents;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Registry.Keeping;
using Gezhi.Registry.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Consenting;

/// <summary>Staff write down what was agreed to on paper, at the door or by phone, and what was taken back. 同意记录</summary>
public sealed class KeepConsents(Ledger ledger, ConsentBook book, ReadNames? names = null)
{
    /// <summary>Rows of a page.</summary>
    public const int PageRows = 50;

    /// <summary>Purposes that staff can write down here; the others are asked where they arise.</summary>
    public static IReadOnlyList<string> Purposes { get; } =
    [ConsentPurposes.Registry, ConsentPurposes.Child, ConsentPurposes.HomeService, ConsentPurposes.VisitNotes, ConsentPurposes.Notices];

    /// <param name="PersonId">In the registry; null: by phone alone (<c>notices</c>).</param>
    /// <param name="Phone">Of the person; needed without a person.</param>
    /// <param name="AreaCode">Grid; needed without a person.</param>
    /// <param name="GivenBy">Nothing is taken for granted.</param>
    /// <param name="Guardian">Name; needed when a guardian gave it.</param>
    /// <param name="PaperNo">Number on the sheet; needed for paper.</param>
    /// <param name="GivenOn">Local day on which it was said; null: today.</param>
    public sealed record Command(
        [property: Needed, Longest(40)] string Purpose,
        Guid? PersonId,
        [property: Longest(40)] string? Phone,
        [property: Longest(17)] string? AreaCode,
        [property: Needed] ConsentGiver? GivenBy,
        GuardianRelation? Relation,
        [property: Longest(ConsentBook.LongestName)] string? Guardian,
        [property: Needed] ConsentChannel? Channel,
        [property: Longest(ConsentBook.LongestPaperNo)] string? PaperNo,
        DateOnly? GivenOn = null
    );

    /// <param name="Channel">By which way it was taken back.</param>
    /// <param name="Version">The one the person saw.</param>
    public sealed record Withdrawal([property: Needed] ConsentChannel? Channel, int Version);

    /// <param name="Purpose">Null: all.</param>
    /// <param name="State">standing, withdrawn, again (to be asked again), child; null: all.</param>
    /// <param name="Person">Of one person; null: all.</param>
    /// <param name="After">From the page before.</param>
    public sealed record Filter(string? Purpose = null, string? State = null, Guid? Person = null, Guid? After = null);

    /// <summary>A record as page and API show it: masks, never a whole name or phone.</summary>
    /// <param name="Subject">Mask of a name, or last four of a phone; empty for a household.</param>
    /// <param name="MustAskAgain">A newer text needs a new consent.</param>
    public sealed record Row(
        Guid Id,
        int Version,
        string Purpose,
        string Title,
        int TextNumber,
        ConsentSubjectKind SubjectKind,
        Guid? SubjectId,
        string Subject,
        string AreaCode,
        bool IsChild,
        ConsentGiver GivenBy,
        GuardianRelation? Relation,
        string? Guardian,
        ConsentChannel Channel,
        string? PaperNo,
        DateTime GivenAt,
        string? Post,
        string? By,
        DateTime? WithdrawnAt,
        string? WithdrawnPost,
        int? Stopped,
        bool MustAskAgain
    );

    /// <param name="Next">For the next page; null: the last one.</param>
    public sealed record Found(IReadOnlyList<Row> Rows, Guid? Next);

    /// <param name="Guardian">Null without a guardian's name.</param>
    public sealed record Opened(Guid Id, string? Guardian);

    public static void Map(IEndpointRouteBuilder api)
    {
        var consents = api.MapGroup("/consents");
        consents
            .MapGet(
                "",
                (string? purpose, string? state, Guid? person, Guid? after, KeepConsents feature, Actor actor, CancellationToken ct) =>
                    feature.List(new(purpose, state, person, after), actor, ct)
            )
            .WithSummary("同意记录 · Consents of one's own areas");
        consents
            .MapPost(
                "",
                async (Command command, KeepConsents feature, HttpRequest request, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(
                        new WrittenId(await feature.Run(command, request.Headers["Idempotency-Key"].FirstOrDefault(), actor, ct))
                    )
            )
            .WithSummary("记录同意 · Write a consent down");
        consents
            .MapPost(
                "/{id:guid}/withdrawal",
                async (Guid id, Withdrawal command, KeepConsents feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(new Withdrawn(await feature.Withdraw(id, command, actor, ct)))
            )
            .WithSummary("记录撤回同意 · Write a withdrawal down: what rests on it stops");
        consents
            .MapPost(
                "/{id:guid}/opening",
                async (Guid id, KeepConsents feature, Actor actor, HttpContext http, CancellationToken ct) =>
                {
                    http.Response.Headers.CacheControl = "no-store";
                    return TypedResults.Ok(await feature.ShowGuardian(id, actor, ct));
                }
            )
            .WithSummary("查看同意记录 · Open the guardian of a record; on the trail");
    }

    /// <summary>Those of the actor's areas, the newest first.</summary>
    public async Task<Found> List(Filter filter, Actor actor, CancellationToken ct)
    {
        var rows = await Rows(filter, RegistryScope.Areas(actor, Permission.KeepRegistry), filter.After, PageRows + 1, ct);
        var more = rows.Count > PageRows;
        if (more)
            rows.RemoveAt(PageRows);
        return new Found(await Shown(rows, ct), more ? rows[^1].Id : null);
    }

    /// <param name="areas">Widest areas.</param>
    internal async Task<List<ConsentRecord>> Rows(Filter filter, IReadOnlyList<string> areas, Guid? after, int most, CancellationToken ct)
    {
        var rows = ledger.Db.Set<ConsentRecord>().AsNoTracking().Where(c => c.AreaCode != null);
        if (filter.Purpose is { Length: > 0 } purpose)
            rows = rows.Where(c => c.Purpose == purpose);
        if (filter.Person is { } person)
            rows = rows.Where(c => c.SubjectId == person);
        rows = filter.State switch
        {
            "standing" => rows.Where(c => c.WithdrawnAt == null),
            "withdrawn" => rows.Where(c => c.WithdrawnAt != null),
            "child" => rows.Where(c => c.IsChild),
            "again" => rows.Where(c => c.WithdrawnAt == null),
            _ => rows,
        };
        if (filter.State == "again")
        {
            var oldest = new Dictionary<string, int>();
            foreach (var one in ConsentTexts.Purposes)
                oldest[one] = await NeededNumber(one, ct);
            var asked = oldest.Where(o => o.Value > ConsentTexts.First).ToList();
            if (asked.Count == 0)
                return [];
            var some = new List<ConsentRecord>();
            foreach (var (of, number) in asked)
                some.AddRange(await Page(rows.Where(c => c.Purpose == of && c.TextNumber < number), areas, after, most, ct));
            return [.. some.OrderByDescending(c => c.Id).Take(most)];
        }
        return await Page(rows, areas, after, most, ct);
    }

    private static async Task<List<ConsentRecord>> Page(
        IQueryable<ConsentRecord> rows,
        IReadOnlyList<string> areas,
        Guid? after,
        int most,
        CancellationToken ct
    )
    {
        var found = new List<ConsentRecord>();
        foreach (var area in areas)
        {
            var last = RegistryScope.LastIn(area);
            var inside = rows.Where(c => c.AreaCode!.CompareTo(area) >= 0 && c.AreaCode.CompareTo(last) <= 0);
            if (after is { } from)
                inside = inside.Where(c => c.Id < from);
            found.AddRange(await inside.OrderByDescending(c => c.Id).Take(most).ToListAsync(ct));
        }
        return [.. found.OrderByDescending(c => c.Id).Take(most)];
    }

    /// <summary>The lowest number that still counts: whoever agreed to a lower one is asked again.</summary>
    private async Task<int> NeededNumber(string purpose, CancellationToken ct)
    {
        var current = await book.Texts.Current(purpose, ct);
        return (await book.Texts.All(ct))
            .Where(t => t.Purpose == purpose && t.AsksAgain && t.Number <= current.Number)
            .Select(t => t.Number)
            .DefaultIfEmpty(ConsentTexts.First)
            .Max();
    }

    internal async Task<IReadOnlyList<Row>> Shown(IReadOnlyList<ConsentRecord> rows, CancellationToken ct)
    {
        var ids = rows.Where(r => r.SubjectKind == ConsentSubjectKind.Person).Select(r => r.SubjectId!.Value).Distinct().ToList();
        var masks = await ledger.Db.Set<Person>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.NameMask, ct);
        var staff = names is null ? null : await names([.. rows.Select(r => r.RecordedBy).OfType<Guid>().Distinct()], ct);
        var shown = new List<Row>();
        foreach (var r in rows)
            shown.Add(
                new Row(
                    r.Id,
                    r.Version,
                    r.Purpose,
                    (await book.Texts.Of(r.Purpose, r.TextNumber, ct)).Title,
                    r.TextNumber,
                    r.SubjectKind,
                    r.SubjectId,
                    r is { SubjectKind: ConsentSubjectKind.Person, SubjectId: { } person } ? masks.GetValueOrDefault(person, "")
                        : r.PhoneTail is { } tail ? "*******" + tail
                        : "",
                    r.AreaCode ?? "",
                    r.IsChild,
                    r.GivenBy,
                    r.Relation,
                    r.GuardianMask,
                    r.Channel,
                    r.PaperNo,
                    r.GivenAt,
                    r.RecordedPost,
                    r.RecordedBy is { } by ? staff?.GetValueOrDefault(by) : null,
                    r.WithdrawnAt,
                    r.WithdrawnPost,
                    r.Stopped,
                    r.Stands && await book.Texts.IsOutdated(r.Purpose, r.TextNumber, ct)
                )
            );
        return shown;
    }

    /// <param name="key">Idempotency key.</param>
    /// <returns>The record; the one that stands when the same was written down before.</returns>
    /// <exception cref="NotFound">The person is not there, or not the actor's to know.</exception>
    /// <exception cref="RuleViolation"><c>consent.guardian-needed</c>.</exception>
    public Task<Guid> Run(Command command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (!Purposes.Contains(command.Purpose))
            throw new InvalidInput(nameof(command.Purpose), "consent.purpose");
        return Once.Run(ledger.Db, "consent", key, new { command, actor.AccountId }, ledger.Now, () => Write(command, actor, ct), ct);
    }

    private async Task<Guid> Write(Command command, Actor actor, CancellationToken ct)
    {
        var phone = PersonSeal.CheckedPhone(command.Phone);
        var (subject, area, isChild) = await About(command, phone, actor, ct);
        var post = actor.Require(Permission.KeepRegistry, area);
        var said = new ConsentSaid(
            command.Channel!.Value,
            command.GivenBy!.Value,
            command.Relation,
            command.Guardian,
            command.PaperNo,
            Said(command.GivenOn),
            post.Title
        );
        return (await book.Give(command.Purpose, subject, said, isChild, area, actor, ct)).Id;
    }

    private async Task<(ConsentSubject Subject, string Area, bool IsChild)> About(
        Command command,
        string? phone,
        Actor actor,
        CancellationToken ct
    )
    {
        if (command.PersonId is { } personId)
        {
            var person = await ledger.ToFill<Person>(personId, actor, ct);
            var isChild = command.Purpose == ConsentPurposes.Child || Childhood.MayBeChild(person.BirthYear, ledger.Today);
            if (command.Purpose != ConsentPurposes.VisitNotes)
                return (new ConsentSubject(ConsentSubjectKind.Person, personId, phone), person.AreaCode, isChild);
            var household = person.HouseholdId ?? throw new InvalidInput(nameof(command.PersonId), "consent.no-household");
            return (new ConsentSubject(ConsentSubjectKind.Household, household, phone), person.AreaCode, false);
        }
        if (command.Purpose != ConsentPurposes.Notices)
            throw new InvalidInput(nameof(command.PersonId), "consent.person-needed");
        if (phone is null)
            throw new InvalidInput(nameof(command.Phone), "input.required");
        return (new ConsentSubject(ConsentSubjectKind.Phone, null, phone), ledger.NeededGrid(command.AreaCode, actor), false);
    }

    /// <exception cref="NotFound">Not there, or not the actor's to know.</exception>
    /// <exception cref="RuleViolation"><c>consent.withdrawn</c>.</exception>
    public async Task<int> Withdraw(Guid id, Withdrawal command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var record = await Find(id, actor, ct);
        if (record.Version != command.Version)
            throw new StaleVersion(record.Version);
        if (command.Channel is ConsentChannel.Page or ConsentChannel.List or ConsentChannel.Retention)
            throw new InvalidInput(nameof(command.Channel), "input.invalid");
        var post = actor.Require(Permission.KeepRegistry, record.AreaCode!);
        var stopped = await book.Withdraw(record, command.Channel!.Value, null, post.Title, actor, ct);
        await ledger.Save(ct);
        return stopped;
    }

    /// <summary>The guardian's name, whole; the row of the trail is saved before anything is opened.</summary>
    /// <exception cref="NotFound">Not there, or not the actor's to know.</exception>
    public async Task<Opened> ShowGuardian(Guid id, Actor actor, CancellationToken ct)
    {
        var record = await Find(id, actor, ct);
        ledger.Db.Audit(actor, "consent.opened", id, record.Purpose, ledger.Now);
        await ledger.Save(ct);
        return new Opened(id, book.GuardianOf(record));
    }

    private async Task<ConsentRecord> Find(Guid id, Actor actor, CancellationToken ct)
    {
        var record = await ledger.Db.Set<ConsentRecord>().FirstOrDefaultAsync(c => c.Id == id, ct);
        return record?.AreaCode is { } area && RegistryScope.Keeps(actor, area) ? record : throw new NotFound("consent");
    }

    private DateTime? Said(DateOnly? on)
    {
        if (on is not { } day || day == ledger.Today)
            return null;
        if (day > ledger.Today || day < ledger.Today.AddYears(-10))
            throw new InvalidInput(nameof(Command.GivenOn), "consent.not-yet");
        return ledger.Calendar.LocalMidnightUtc(day);
    }
}
