using System.Globalization;
using Gezhi.Cases.Contract;
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

namespace Gezhi.Council;

/// <summary>What every step of deciding together needs: time, places, units, people to tell, one way to save. 会商台</summary>
public sealed class CouncilDesk(
    GezhiDb db,
    TimeProvider clock,
    UnitDirectory units,
    Staffing staffing,
    AreaBook areas,
    ConferredCases cases
)
{
    public GezhiDb Db => db;

    public ConferredCases Cases => cases;

    /// <summary>UTC, milliseconds.</summary>
    public DateTime Now => clock.UtcNow;

    /// <summary>Days and hours by which the district reckons.</summary>
    public WorkCalendar Calendar => cases.Calendar;

    public DateOnly Today => Calendar.LocalDay(Now);

    public string District => db.DistrictId.ToString(CultureInfo.InvariantCulture);

    /// <summary>UTC; the last instant of a local day.</summary>
    public DateTime EndOf(DateOnly day) => Calendar.LocalMidnightUtc(day.AddDays(1)).AddMilliseconds(-1);

    /// <summary>Name of an area; its code when nobody named it.</summary>
    public string AreaName(string areaCode) => areas.NameOf(areaCode) ?? areaCode;

    /// <summary>Areas of today in an area, with their names, no finer than so many digits.</summary>
    public IEnumerable<(string Code, string Name)> AreasUnder(string areaCode, int mostDigits) =>
        areas.Under(areaCode).Where(c => c.Length > areaCode.Length && c.Length <= mostDigits).Select(c => (c, AreaName(c)));

    /// <summary>Name of a unit in the reader's language; its code when it is not known.</summary>
    public async ValueTask<string> UnitName(string code, CancellationToken ct) =>
        (await units.Find(code, ct))?.Name(CultureInfo.CurrentUICulture) ?? code;

    /// <summary>All units that can be asked, in the order of their codes.</summary>
    public ValueTask<IReadOnlyList<UnitView>> Units(CancellationToken ct) => units.Active(ct);

    /// <summary>From when to when, local; the day once where it begins and ends on the same.</summary>
    public string Span(DateTime begins, DateTime ends)
    {
        var (from, to) = (Calendar.Local(begins), Calendar.Local(ends));
        var isOneDay = from.Date == to.Date;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{from:yyyy-MM-dd HH:mm} – {(isOneDay ? to.ToString("HH:mm", CultureInfo.InvariantCulture) : to.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture))}"
        );
    }

    /// <summary>Accounts of a unit; who keeps the area where the unit has nobody.</summary>
    public async Task<IReadOnlyList<Guid>> PeopleOf(string unitCode, CancellationToken ct) =>
        [.. (await staffing.PostsOf(unitCode, ct)).Select(p => p.AccountId).Distinct()];

    /// <exception cref="InvalidInput"><c>unit.unknown</c>: one of them is not there or works no more.</exception>
    public async Task<IReadOnlyList<string>> Known(string field, IEnumerable<string>? codes, CancellationToken ct)
    {
        var found = (codes ?? []).Select(c => c?.Trim() ?? "").Where(c => c.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        foreach (var code in found)
            if (await units.Find(code, ct) is not { IsActive: true })
                throw new InvalidInput(field, "unit.unknown");
        return found;
    }

    /// <summary>An area of this district.</summary>
    /// <exception cref="InvalidInput"><c>input.invalid</c>.</exception>
    public string Area(string field, string? code) =>
        AreaCode.TryParse(code, out var area) && area.Value.StartsWith(District, StringComparison.Ordinal)
            ? area.Value
            : throw new InvalidInput(field, "input.invalid");

    /// <summary>Whether somebody decides together with others there.</summary>
    public static bool Holds(Actor actor, string areaCode) => actor.PostFor(Permission.HoldMeetings, areaCode) is not null;

    /// <summary>The post by which the actor works for a unit; null when it is another's.</summary>
    public static ActorPost? UnitPost(Actor actor, string unitCode) =>
        actor.Posts.FirstOrDefault(p => p.UnitCode == unitCode && RolePermissions.Has(p.Role, Permission.Handle));

    /// <summary>Units for which the actor works.</summary>
    public static IReadOnlyList<string> UnitsOf(Actor actor) =>
        [
            .. actor
                .Posts.Where(p => p.UnitCode is not null && RolePermissions.Has(p.Role, Permission.Handle))
                .Select(p => p.UnitCode!)
                .Distinct(),
        ];

    /// <summary>Widest areas in which the actor holds meetings.</summary>
    public static IReadOnlyList<string> AreasOf(Actor actor) =>
        WidestAreas.Of(actor.Posts.Where(p => RolePermissions.Has(p.Role, Permission.HoldMeetings)));

    /// <exception cref="StaleVersion">Somebody else was faster.</exception>
    public static void Seen(IVersioned row, int? version)
    {
        if (version is { } seen && seen != row.Version)
            throw new StaleVersion(row.Version);
    }

    /// <summary>Text that must have something in it after cleaning.</summary>
    public static string Needed(string field, string? text) =>
        PlainText.Clean(text) is { Length: > 0 } clean ? clean : throw new InvalidInput(field, "input.required");

    /// <summary>Cleaned; null when nothing is left.</summary>
    public static string? Text(string? text) => PlainText.Clean(text) is { Length: > 0 } clean ? clean : null;

    /// <summary>Saves; two rows of one case's record at the same moment are a stale version.</summary>
    public async Task Save(CancellationToken ct)
    {
        try
        {
            await db.Save(ct);
        }
        catch (DuplicateKey)
        {
            throw new StaleVersion();
        }
        cases.Saved();
    }

    /// <summary>A message to a resident whose phone was proved, that says what changed or where to look; nothing for a phone that is no mobile. Saved by the caller.</summary>
    /// <param name="kind">Dotted, of the parcel.</param>
    /// <param name="ownerId">The matter it is about.</param>
    public async Task TellResident(string? phone, string kind, Guid ownerId, string text, FieldCipher cipher, CancellationToken ct)
    {
        if (Phone.TryParse(phone, out var to) && to.Kind == PhoneKind.Mobile)
            await db.Post(new Post(Media.Sms, kind, ownerId, to.Value, "格治", $"【格治】{text}", Now), cipher, Now, ct);
    }

    /// <summary>A number that people read out: day and four random letters.</summary>
    public string NewNo() => Today.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + "-" + ReceiptNo.New().Value[..4];
}
