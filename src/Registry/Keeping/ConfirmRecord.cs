using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Registry.Contract;
using Gezhi.Registry.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Registry.Keeping;

/// <summary>Somebody was there and found it as written: one tap. 核实无误</summary>
public sealed class ConfirmRecord(Ledger ledger)
{
    /// <param name="Version">The one the person saw: what they confirm is what they read.</param>
    public sealed record Command([property: Needed] RecordKind? Kind, int Version);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/records/{id:guid}/confirmation",
                async (Guid id, Command command, ConfirmRecord feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.Run(id, command, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("核实无误 · Confirm a record");

    /// <exception cref="NotFound">Not there, or not the actor's to know.</exception>
    /// <exception cref="StaleVersion">It is no longer what the person read.</exception>
    public async Task Run(Guid id, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var record = await ledger.ToKeep(command.Kind!.Value, id, command.Version, actor, ct);
        ledger.Confirm(record, null, actor);
        if (await ledger.Entry(id, ct) is { } entry)
            (entry.ConfirmedOn, entry.FreshUntilOn) = (record.ConfirmedOn, record.FreshUntilOn);
        ledger.Tell(id, ChangeKind.Confirmed, "", actor);
        ledger.Db.Audit(actor, "registry.confirmed", id, $"{record.Kind}", ledger.Now);
        await ledger.Save(ct);
    }
}
