using Gezhi.Grids.Areas;
using Gezhi.Grids.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;

namespace Gezhi.Grids.Norms;

/// <summary>Sets the district's norms and the precedence of dedicated grids. 网格设置</summary>
internal sealed class SaveGridSettings(GezhiDb db, GridLoader loader, TimeProvider clock)
{
    /// <param name="Precedence">Every dedicated kind once, the winner first.</param>
    /// <param name="Version">Version the person saw; 0 when nothing was set yet.</param>
    public sealed record Command(
        [property: Between(1, 5_000)] int GridLeast,
        [property: Between(1, 5_000)] int GridMost,
        [property: Between(1, 5_000)] int MicroLeast,
        [property: Between(1, 5_000)] int MicroMost,
        [property: Between(1, 5_000)] int RuralGridLeast,
        [property: Between(1, 5_000)] int RuralGridMost,
        [property: Between(1, 5_000)] int RuralMicroLeast,
        [property: Between(1, 5_000)] int RuralMicroMost,
        IReadOnlyList<AreaKind> Precedence,
        int Version
    );

    /// <exception cref="InvalidInput">A least above its most, or a kind missing or twice.</exception>
    public async Task Run(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        actor.Require(Permission.ManageGrids, actor.DistrictId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Ordered("GridLeast", command.GridLeast, command.GridMost);
        Ordered("MicroLeast", command.MicroLeast, command.MicroMost);
        Ordered("RuralGridLeast", command.RuralGridLeast, command.RuralGridMost);
        Ordered("RuralMicroLeast", command.RuralMicroLeast, command.RuralMicroMost);
        var kinds = Enum.GetValues<AreaKind>().Where(k => k != AreaKind.Ordinary).ToHashSet();
        if (command.Precedence.Count != kinds.Count || !kinds.SetEquals(command.Precedence))
            throw new InvalidInput("Precedence", "grid.precedence");
        var settings = await db.SettingsToChange(ct);
        if (db.Entry(settings).State != Microsoft.EntityFrameworkCore.EntityState.Added && settings.Version != command.Version)
            throw new StaleVersion(settings.Version);
        (settings.GridLeast, settings.GridMost, settings.MicroLeast, settings.MicroMost) = (
            command.GridLeast,
            command.GridMost,
            command.MicroLeast,
            command.MicroMost
        );
        (settings.RuralGridLeast, settings.RuralGridMost) = (command.RuralGridLeast, command.RuralGridMost);
        (settings.RuralMicroLeast, settings.RuralMicroMost) = (command.RuralMicroLeast, command.RuralMicroMost);
        settings.Precedence = string.Join(',', command.Precedence);
        settings.Changes++; // other nodes locate by the new precedence too
        db.Audit(actor, "grid.settings-saved", null, settings.Precedence, clock.UtcNow);
        await db.Save(ct);
        await loader.Load(ct);
    }

    private static void Ordered(string field, int least, int most)
    {
        if (least > most)
            throw new InvalidInput(field, "grid.norm-order");
    }
}
