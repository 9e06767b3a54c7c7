using Gezhi.Grids.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Privacy;

/// <summary>Holds what is kept of a person until a day, in the registry and as a sign-in, and lets it go. 人员保全与解除</summary>
/// <remarks>The phone by which somebody is found is not kept; the list shows kind, reason, days and who holds, never a name.</remarks>
public sealed class PersonHolds(CaseDesk desk, HoldBook book, IEnumerable<IHoldable> people, ReadNames? names = null)
{
    /// <summary>How far ahead the last day may lie, days: what is needed longer is decided on again.</summary>
    public const int MostDays = 1_096;

    /// <summary>Rows of the list, the next to end first.</summary>
    public const int Most = 500;

    /// <param name="Whom">A phone, or the address of a person's page in the registry (its id is enough).</param>
    /// <param name="Reason">For what; no personal data.</param>
    /// <param name="EndsOn">Last local day, within <see cref="MostDays"/>.</param>
    public sealed record Command(
        [property: Needed, Longest(200)] string Whom,
        [property: Needed, Longest(200)] string Reason,
        [property: Needed] DateOnly? EndsOn
    );

    /// <param name="Version">To be sent back.</param>
    public sealed record Ending(int Version);

    /// <param name="At">UTC.</param>
    /// <param name="By">Name; null when it is no longer known.</param>
    public sealed record Row(
        Guid Id,
        int Version,
        HeldKind Kind,
        Guid SubjectId,
        string Reason,
        DateTime At,
        string? By,
        string Post,
        DateOnly EndsOn
    );

    /// <summary>The holds that were written: one for each kind of thing kept of the person.</summary>
    public sealed record HeldIds(IReadOnlyList<Guid> Ids);

    public static void Map(IEndpointRouteBuilder api)
    {
        var holds = api.MapGroup("/person-holds");
        holds.MapGet("", (PersonHolds feature, CancellationToken ct) => feature.Open(ct)).WithSummary("保全中的人员 · People under a hold");
        holds
            .MapPost(
                "",
                async (Command command, PersonHolds feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(new HeldIds(await feature.Hold(command, actor, ct)))
            )
            .WithSummary("保全一个人的资料 · Hold what is kept of a person");
        holds
            .MapPost(
                "/{id:guid}/end",
                async (Guid id, Ending command, PersonHolds feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.End(id, command, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("解除人员保全 · Let a person's data go");
    }

    /// <summary>Those that stand today.</summary>
    public async Task<List<Row>> Open(CancellationToken ct)
    {
        var rows = await book.Standing().AsNoTracking().OrderBy(h => h.EndsOn).ThenBy(h => h.Id).Take(Most).ToListAsync(ct);
        var known = names is null ? null : await names([.. rows.Select(h => h.By).Distinct()], ct);
        return rows.ConvertAll(h => new Row(
            h.Id,
            h.Version,
            h.Kind,
            h.SubjectId,
            h.Reason,
            h.At,
            known?.GetValueOrDefault(h.By),
            h.ByPost,
            h.EndsOn
        ));
    }

    /// <returns>The holds; of whom is held for the same reason until the same day, the one that stands.</returns>
    /// <exception cref="InvalidInput"><c>data.nobody</c>: neither a phone nor a record leads to anybody; <c>data.hold-day</c>.</exception>
    public async Task<IReadOnlyList<Guid>> Hold(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var today = desk.Calendar.LocalDay(desk.Now);
        var endsOn = command.EndsOn!.Value;
        if (endsOn < today || endsOn > today.AddDays(MostDays))
            throw new InvalidInput(nameof(Command.EndsOn), "data.hold-day");
        var reason = CaseDesk.Text(command.Reason) ?? throw new InvalidInput(nameof(Command.Reason), "input.required");
        var found = await Find(command.Whom, ct);
        if (found.Count == 0)
            throw new InvalidInput(nameof(Command.Whom), "data.nobody");
        var ids = found.ConvertAll(f => f.Id);
        var standing = await book.Standing().AsNoTracking().Where(h => ids.Contains(h.SubjectId)).ToListAsync(ct);
        var made = new List<Guid>();
        foreach (var (kind, subject) in found)
        {
            if (standing.Find(h => h.SubjectId == subject && h.Reason == reason && h.EndsOn == endsOn) is { } same)
            {
                made.Add(same.Id);
                continue;
            }
            var hold = new PersonHold
            {
                DistrictId = desk.Db.DistrictId,
                Id = Ids.New(desk.Now),
                Kind = kind,
                SubjectId = subject,
                Reason = reason,
                At = desk.Now,
                By = actor.AccountId!.Value,
                ByPost = actor.Posts.FirstOrDefault(p => RolePermissions.Has(p.Role, Permission.AnswerDataRequests))?.Title ?? "",
                EndsOn = endsOn,
            };
            desk.Db.Add(hold);
            desk.Db.Audit(actor, "data.person-held", subject, $"{kind} {endsOn:yyyy-MM-dd} {reason}", desk.Now);
            made.Add(hold.Id);
        }
        await desk.Db.Save(ct);
        return made;
    }

    /// <summary>Before its day.</summary>
    /// <exception cref="NotFound">Not there, or over already.</exception>
    /// <exception cref="StaleVersion">Somebody else was faster.</exception>
    public async Task End(Guid id, Ending command, Actor actor, CancellationToken ct)
    {
        var hold =
            await desk.Db.Set<PersonHold>().FirstOrDefaultAsync(h => h.Id == id && h.EndedAt == null, ct) ?? throw new NotFound("hold");
        if (hold.Version != command.Version)
            throw new StaleVersion(hold.Version);
        hold.End(actor.AccountId, desk.Now);
        desk.Db.Audit(actor, "data.person-let-go", hold.SubjectId, $"{hold.Kind} {hold.Reason}", desk.Now);
        await desk.Db.Save(ct);
    }

    private async Task<List<(HeldKind Kind, Guid Id)>> Find(string typed, CancellationToken ct)
    {
        var whom = PlainText.CleanLine(typed);
        var phone = Phone.TryParse(whom, out var read) && read.ReachesPerson ? read.Value : null;
        var last = whom.TrimEnd('/').Split('/')[^1].Split('?', '#')[0];
        Guid? id = phone is null && Guid.TryParse(last, out var record) ? record : null;
        var found = new List<(HeldKind, Guid)>();
        if (phone is not null || id is not null)
            foreach (var module in people)
                found.AddRange((await module.Find(phone, id, ct)).Select(one => (module.Kind, one)));
        return found;
    }
}
