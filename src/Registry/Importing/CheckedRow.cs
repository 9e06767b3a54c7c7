using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;

namespace Gezhi.Registry.Importing;

/// <summary>The check of a list tells whether a citizen number is known here, so each one stands on the trail with how many people it compared. 核对留痕</summary>
internal static class CheckedRow
{
    /// <summary>Added to the change that is being made, when a check has just ended, also one that broke off.</summary>
    public static void Add(GezhiDb db, RegistryImport import, DateTime now)
    {
        if (import.By is not { } by)
            return;
        var people = Compares(import) ? import.Seen : 0;
        var who = new Actor(db.DistrictId, ActorKind.Staff, by, "", []);
        db.Audit(who, "registry.import-checked", import.Id, $"{people} {import.Kind} {import.Known} known, {import.Refused} refused", now);
    }

    /// <summary>Whether looking the file through tells anything about people.</summary>
    public static bool Compares(RegistryImport import) => import.Kind == ImportKind.Residents;
}
