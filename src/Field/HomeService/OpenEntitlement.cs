using Gezhi.Field.Visits;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.HomeService;

/// <summary>Opens on what a due item rests, one at a time, for a purpose, on the audit trail; the person reads there who looked. 查看待遇依据</summary>
public sealed class OpenEntitlement(DoorScope scope, FieldCipher cipher)
{
    /// <summary>How long a page shows it, in seconds.</summary>
    public const int ShownSeconds = 60;

    /// <param name="Purpose">To agree on a visit, or to check what is kept; nothing else.</param>
    /// <param name="Note">What exactly it is for; kept on the trail, no personal data.</param>
    public sealed record Command([property: Needed] EntitlementPurpose? Purpose, [property: Longest(60)] string? Note = null);

    /// <summary>The item at its door, as on the list; no name. 待遇事项抬头</summary>
    public sealed record Head(
        Guid Id,
        string Building,
        string Door,
        string ItemName,
        string Basis,
        DateOnly DueOn,
        DateOnly UntilOn,
        int Version
    );

    /// <param name="HiddenAt">UTC; a page hides it then.</param>
    public sealed record Opened(Guid Id, EntitlementBasis Basis, EntitlementGround Ground, string Source, DateTime HiddenAt);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/entitlements/{entitlementId:guid}/opening",
                async (Guid entitlementId, Command command, OpenEntitlement feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(await feature.Run(entitlementId, command, actor, ct))
            )
            .WithSummary("查看待遇依据 · Open on what a due item rests");

    /// <summary>What stands on the list anyway, with the last day of the record.</summary>
    /// <exception cref="NotFound">Not there, not due now, or not the actor's to know.</exception>
    public async Task<Head> Look(Guid entitlementId, Actor actor, CancellationToken ct)
    {
        var row = await KeepEntitlement.Due(scope, entitlementId, actor, ct);
        var need = await scope
            .Db.Set<ServiceNeed>()
            .AsNoTracking()
            .FirstAsync(n => n.EntitlementId == row.Id && (n.State == NeedState.Open || n.State == NeedState.Booked), ct);
        var item = await scope.Db.Set<ServiceItem>().AsNoTracking().FirstAsync(i => i.Id == row.ItemId, ct);
        return new Head(row.Id, need.Building, need.Door, item.Named, item.Basis, need.DueOn, row.UntilOn, row.Version);
    }

    /// <exception cref="NotFound">Not there, not due now, or not the actor's to know.</exception>
    /// <exception cref="Forbidden">Sees the door, but does not work there.</exception>
    public async Task<Opened> Run(Guid entitlementId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var row = await KeepEntitlement.Due(scope, entitlementId, actor, ct);
        DoorScope.NeedsWork(row.AreaCode, actor);
        scope.Db.Audit(actor, "entitlement.opened", row.Id, $"{command.Purpose} {PlainText.CleanLine(command.Note)}".TrimEnd(), scope.Now);
        await scope.Db.Save(ct);
        var reason = EntitlementReason.Open(cipher, row);
        return new Opened(row.Id, reason.Basis, reason.Ground, reason.Source, scope.Now.AddSeconds(ShownSeconds));
    }
}

/// <summary>For what the basis of an entitlement is opened. 查看待遇依据用途</summary>
public enum EntitlementPurpose
{
    /// <summary>约定走访或服务</summary>
    Visit,

    /// <summary>核对登记内容</summary>
    Verify,
}
