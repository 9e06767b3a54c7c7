using System.Globalization;
using System.Security.Cryptography;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Registry.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Homes;

/// <summary>The grid confirms who lives behind a door, refuses or ends it, and makes slips with a code. 住户认证</summary>
public sealed class KeepHomes(Ledger ledger, FieldCipher cipher, HomeClock times, HomeNews news)
{
    public const int PageSize = 100;
    private const int CodeDigits = 8;

    /// <param name="Proof">Seen at the door, or a paper looked at and given back.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Confirming([property: Needed] HomeProof? Proof, [property: Needed] int? Version);

    /// <param name="Reason">The resident reads it.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Ending([property: Needed] HomeReason? Reason, [property: Needed] int? Version);

    /// <summary>A row of the list says the building, never the door: that is seen when one is opened, on the trail.</summary>
    public sealed record Row(
        Guid Id,
        string No,
        HomeState State,
        string Building,
        string AreaName,
        DateTime AskedAt,
        DateTime? ConfirmedAt
    );

    public sealed record Rows(IReadOnlyList<Row> Items);

    /// <param name="Door">百年里3号楼2单元501室.</param>
    /// <param name="Others">Confirmed residents behind the same door.</param>
    /// <param name="MayKeep">The reader confirms there.</param>
    public sealed record Opened(
        Guid Id,
        string No,
        HomeState State,
        HomeProof? Proof,
        Guid DwellingId,
        string Door,
        string AreaName,
        DateTime AskedAt,
        DateTime? ConfirmedAt,
        DateTime? EndedAt,
        int Others,
        bool MayKeep,
        int Version
    );

    /// <param name="Code">Shown once; only its hash is kept.</param>
    /// <param name="ExpiresAt">UTC.</param>
    public sealed record Slip(string Door, string Code, DateTime ExpiresAt);

    public sealed record Moved(Guid Id, HomeState State, int Version);

    public static void Map(IEndpointRouteBuilder keep)
    {
        keep.MapGet(
                "/homes",
                async (KeepHomes feature, Actor actor, CancellationToken ct) => new Rows(await feature.List(HomeState.Asked, actor, ct))
            )
            .WithSummary("待认证住户 · Residents who wait to be confirmed");
        keep.MapGet(
                "/homes/{homeId:guid}",
                async (Guid homeId, KeepHomes feature, Actor actor, HttpContext http, CancellationToken ct) =>
                {
                    http.Response.Headers.CacheControl = "no-store";
                    return TypedResults.Ok(await feature.Look(homeId, actor, ct));
                }
            )
            .WithSummary("查看住户认证 · Open one, on the trail");
        keep.MapPost(
                "/homes/{homeId:guid}/confirmation",
                (Guid homeId, Confirming command, KeepHomes feature, Actor actor, CancellationToken ct) =>
                    feature.Confirm(homeId, command, actor, ct)
            )
            .WithSummary("确认住户 · Confirm a home");
        keep.MapPost(
                "/homes/{homeId:guid}/refusal",
                (Guid homeId, Ending command, KeepHomes feature, Actor actor, CancellationToken ct) =>
                    feature.Refuse(homeId, command, actor, ct)
            )
            .WithSummary("不通过认证 · Refuse, with a reason");
        keep.MapPost(
                "/homes/{homeId:guid}/end",
                (Guid homeId, Ending command, KeepHomes feature, Actor actor, CancellationToken ct) =>
                    feature.End(homeId, command, actor, ct)
            )
            .WithSummary("结束认证 · End a home, with a reason");
        keep.MapPost(
                "/dwellings/{dwellingId:guid}/home-code",
                async (Guid dwellingId, KeepHomes feature, Actor actor, HttpContext http, CancellationToken ct) =>
                {
                    http.Response.Headers.CacheControl = "no-store";
                    return TypedResults.Ok(await feature.MakeCode(dwellingId, actor, ct));
                }
            )
            .WithSummary("生成认证码 · A code to hand to a door, shown once");
    }

    /// <summary>Those in the areas where the actor keeps the registry; who waits longest first, else the newest.</summary>
    public async Task<IReadOnlyList<Row>> List(HomeState state, Actor actor, CancellationToken ct)
    {
        var found = new List<Home>();
        foreach (var area in RegistryScope.Areas(actor, Permission.KeepRegistry))
        {
            var last = RegistryScope.LastIn(area);
            var inside = ledger
                .Db.Set<Home>()
                .AsNoTracking()
                .Where(h => h.State == state && h.AreaCode.CompareTo(area) >= 0 && h.AreaCode.CompareTo(last) <= 0);
            found.AddRange(
                await (state == HomeState.Asked ? inside.OrderBy(h => h.AskedAt) : inside.OrderByDescending(h => h.AskedAt))
                    .ThenBy(h => h.Id)
                    .Take(PageSize)
                    .ToListAsync(ct)
            );
        }
        var doors = await HomeDoors.Of(ledger.Db, [.. found.Select(h => h.DwellingId).Distinct()], ct);
        return
        [
            .. found
                .Take(PageSize)
                .Select(h => new Row(
                    h.Id,
                    h.No,
                    h.State,
                    doors.GetValueOrDefault(h.DwellingId)?.Building ?? "",
                    ledger.Areas.NameOf(h.AreaCode) ?? h.AreaCode,
                    h.AskedAt,
                    h.ConfirmedAt
                )),
        ];
    }

    /// <summary>One with its door; the opening stands on the trail, and the resident sees it.</summary>
    /// <exception cref="NotFound">Not there, or not in the actor's areas.</exception>
    public async Task<Opened> Look(Guid homeId, Actor actor, CancellationToken ct)
    {
        var home = await Find(homeId, null, actor, ct);
        ledger.Db.Audit(actor, "home.opened", home.Id, "", ledger.Now);
        await ledger.Save(ct);
        var others = await ledger
            .Db.Set<Home>()
            .CountAsync(h => h.DwellingId == home.DwellingId && h.State == HomeState.Confirmed && h.Id != home.Id, ct);
        return new Opened(
            home.Id,
            home.No,
            home.State,
            home.Proof,
            home.DwellingId,
            (await HomeDoors.Of(ledger.Db, [home.DwellingId], ct)).GetValueOrDefault(home.DwellingId)?.Text ?? "",
            ledger.Areas.NameOf(home.AreaCode) ?? home.AreaCode,
            home.AskedAt,
            home.ConfirmedAt,
            home.EndedAt,
            others,
            RegistryScope.Keeps(actor, home.AreaCode),
            home.Version
        );
    }

    /// <exception cref="RuleViolation"><c>home.state</c>, <c>registry.ended</c>.</exception>
    public async Task<Moved> Confirm(Guid homeId, Confirming command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (command.Proof is HomeProof.Code)
            throw new InvalidInput(nameof(command.Proof), "input.invalid"); // only the resident types one
        var home = await Find(homeId, command.Version, actor, ct);
        if (!await ledger.Db.Set<Dwelling>().AnyAsync(d => d.Id == home.DwellingId && d.ValidTo == null, ct))
            throw new RuleViolation("registry.ended");
        home.Confirm(command.Proof!.Value, ledger.Now);
        await news.Tell(home, ledger.Now, ct);
        return await Kept(home, "home.confirmed", command.Proof.Value.ToString(), actor, ct);
    }

    /// <exception cref="RuleViolation"><c>home.state</c>.</exception>
    public async Task<Moved> Refuse(Guid homeId, Ending command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var home = await Find(homeId, command.Version, actor, ct);
        home.Refuse(command.Reason!.Value, ledger.Now);
        await news.Tell(home, ledger.Now, ct);
        times.ForgetLater(home, ledger.Now);
        return await Kept(home, "home.refused", "", actor, ct);
    }

    /// <exception cref="RuleViolation"><c>home.state</c>.</exception>
    public async Task<Moved> End(Guid homeId, Ending command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var home = await Find(homeId, command.Version, actor, ct);
        if (home.State != HomeState.Confirmed)
            throw new RuleViolation("home.state"); // who still waits is refused
        home.End(HomeEnd.ByStaff, command.Reason!.Value, ledger.Now);
        await news.Tell(home, ledger.Now, ct);
        times.ForgetLater(home, ledger.Now);
        return await Kept(home, "home.ended", nameof(HomeEnd.ByStaff), actor, ct);
    }

    /// <summary>A new code for a door; the one before is good no more.</summary>
    /// <exception cref="NotFound">Not there, or not in the actor's areas.</exception>
    public async Task<Slip> MakeCode(Guid dwellingId, Actor actor, CancellationToken ct)
    {
        var dwelling = await ledger.ToFill<Dwelling>(dwellingId, actor, ct);
        var digits = RandomNumberGenerator.GetInt32(100_000_000).ToString("D" + CodeDigits, CultureInfo.InvariantCulture);
        var code = await ledger.Db.Set<HomeCode>().FirstOrDefaultAsync(c => c.DwellingId == dwellingId, ct);
        if (code is null)
        {
            code = new HomeCode { DistrictId = dwelling.DistrictId, DwellingId = dwelling.Id };
            ledger.Db.Add(code);
        }
        (code.CodeHash, code.ExpiresAt, code.Tries, code.UsedAt) = (
            AskHome.HashOf(cipher, dwelling.DistrictId, dwelling.Id, digits),
            ledger.Now.AddDays(times.CodeDays),
            0,
            null
        );
        ledger.Db.Audit(actor, "home.code-made", dwelling.Id, "", ledger.Now);
        await ledger.Save(ct);
        var door = (await HomeDoors.Of(ledger.Db, [dwelling.Id], ct))[dwelling.Id];
        return new Slip(door.Text, $"{digits[..4]} {digits[4..]}", code.ExpiresAt);
    }

    private async Task<Home> Find(Guid homeId, int? version, Actor actor, CancellationToken ct)
    {
        var home = await ledger.Db.Set<Home>().FirstOrDefaultAsync(h => h.Id == homeId, ct);
        if (home is null || !RegistryScope.Keeps(actor, home.AreaCode))
            throw new NotFound("home");
        return version is null || version == home.Version ? home : throw new StaleVersion(home.Version);
    }

    private async Task<Moved> Kept(Home home, string action, string detail, Actor actor, CancellationToken ct)
    {
        ledger.Db.Audit(actor, action, home.Id, detail, ledger.Now);
        await ledger.Save(ct);
        return new Moved(home.Id, home.State, home.Version);
    }
}
