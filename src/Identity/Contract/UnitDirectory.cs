using Gezhi.Identity.Units;
using Gezhi.Platform.Data;

namespace Gezhi.Identity.Contract;

/// <summary>Reads the units of the district the database is turned to. 处置部门目录</summary>
/// <remarks>Answered from memory; a change on this node shows at once, one on another node within 30 s.</remarks>
public sealed class UnitDirectory
{
    private readonly GezhiDb db;
    private readonly UnitSnapshots snapshots;

    internal UnitDirectory(GezhiDb db, UnitSnapshots snapshots) => (this.db, this.snapshots) = (db, snapshots);

    /// <summary>The unit, active or not; null when the code stands for none. 查部门</summary>
    public async ValueTask<UnitView?> Find(string code, CancellationToken ct) =>
        (await snapshots.Of(db, ct)).ByCode.GetValueOrDefault(code);

    /// <summary>All active units, in the order of their codes. 在用部门</summary>
    public async ValueTask<IReadOnlyList<UnitView>> Active(CancellationToken ct) => (await snapshots.Of(db, ct)).Active;
}
