using System.Globalization;
using Gezhi.Community.Activities;
using Gezhi.Grids.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Gezhi.Platform.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Community;

/// <summary>What every step of living together needs: time, places, a word to residents, one way to save. 共建共享台</summary>
public sealed class CommunityDesk(
    GezhiDb db,
    TimeProvider clock,
    WorkCalendar calendar,
    AreaBook areas,
    ResidentPhones phones,
    FieldCipher cipher
)
{
    public GezhiDb Db => db;

    /// <summary>UTC, milliseconds.</summary>
    public DateTime Now => clock.UtcNow;

    public WorkCalendar Calendar => calendar;

    public DateOnly Today => calendar.LocalDay(Now);

    public string AreaName(string areaCode) => areas.NameOf(areaCode) ?? areaCode;

    /// <summary>From when to when, local; the day once where it begins and ends on the same.</summary>
    public string Span(DateTime begins, DateTime ends)
    {
        var (from, to) = (calendar.Local(begins), calendar.Local(ends));
        var end = from.Date == to.Date ? $"{to:HH:mm}" : $"{to:yyyy-MM-dd HH:mm}";
        return string.Create(CultureInfo.InvariantCulture, $"{from:yyyy-MM-dd HH:mm} – {end}");
    }

    /// <summary>An area of this district.</summary>
    /// <exception cref="InvalidInput"><c>input.invalid</c>.</exception>
    public string Area(string field, string? code) =>
        AreaCode.TryParse(code, out var area)
        && area.Value.StartsWith(db.DistrictId.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            ? area.Value
            : throw new InvalidInput(field, "input.invalid");

    /// <summary>An activity that the actor keeps, tracked.</summary>
    /// <exception cref="NotFound">Not there, or not the actor's.</exception>
    public async Task<Activity> Kept(Guid activityId, Actor actor, CancellationToken ct) =>
        await db.Set<Activity>().FirstOrDefaultAsync(a => a.Id == activityId, ct) is { } activity
        && actor.PostFor(Permission.KeepActivities, activity.AreaCode) is not null
            ? activity
            : throw new NotFound("activity");

    /// <exception cref="StaleVersion">Somebody else was faster.</exception>
    public static void Seen(IVersioned row, int? version)
    {
        if (version is { } seen && seen != row.Version)
            throw new StaleVersion(row.Version);
    }

    /// <summary>Text that must have something in it after cleaning.</summary>
    /// <exception cref="InvalidInput"><c>input.required</c>.</exception>
    public static string Needed(string field, string? text) =>
        PlainText.Clean(text) is { Length: > 0 } clean ? clean : throw new InvalidInput(field, "input.required");

    /// <summary>A message to residents about something they asked for; to mobiles alone. Saved by the caller.</summary>
    /// <param name="kind">Dotted, of the parcel.</param>
    public async Task Tell(IReadOnlyCollection<Guid> residentIds, string kind, Guid ownerId, string text, CancellationToken ct)
    {
        if (residentIds.Count == 0)
            return;
        foreach (var (_, number) in await phones.ToSend(residentIds, ct))
            if (Phone.TryParse(number, out var to) && to.Kind == PhoneKind.Mobile)
                await db.Post(new Post(Media.Sms, kind, ownerId, to.Value, "格治", $"【格治】{text}", Now), cipher, Now, ct);
    }

    /// <summary>The resident who asks.</summary>
    /// <exception cref="RuleViolation"><c>activity.sign-in</c>.</exception>
    public static Guid Resident(Actor actor) =>
        actor is { Kind: ActorKind.Resident, AccountId: { } me } ? me : throw new RuleViolation("activity.sign-in");

    /// <summary>A number that people read out: day and four random letters.</summary>
    public string NewNo() => Today.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + "-" + ReceiptNo.New().Value[..4];

    /// <summary>What the client calls its request, so that sent twice it is done once; null when it did not say.</summary>
    public static string? KeyOf(HttpRequest request) => request.Headers["Idempotency-Key"].FirstOrDefault();
}
