using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Field.Inspections;

/// <summary>Words of the notice that the district answers for; where nobody wrote any, those of the product. 整改通知书用语</summary>
public sealed class NoticeWords : ITenantRow, IVersioned
{
    public const string FirstDemand =
        "经现场检查，贵处存在下列安全隐患。请在各项所列期限前完成整改，整改期间采取措施防止发生事故；整改完成后请告知网格员复查。";

    public const string FirstRights =
        "对检查结果有异议的，可以在收到本通知后向发出单位说明情况，要求重新检查。逾期未整改的，将移交有管理职责的部门依法处理。";

    public int DistrictId { get; init; }

    /// <summary>Who gives the notice, e.g. 二七区某某街道办事处; empty: the name of the area.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>On what the notice rests; empty: no line.</summary>
    public string Basis { get; set; } = "";
    public string Demand { get; set; } = FirstDemand;
    public string Rights { get; set; } = FirstRights;
    public int Version { get; set; } = 1;
}

internal sealed class NoticeWordsTable : IEntityTypeConfiguration<NoticeWords>
{
    public void Configure(EntityTypeBuilder<NoticeWords> row)
    {
        row.ToTable("field_notice_words");
        row.HasKey(n => n.DistrictId);
        row.Property(n => n.Issuer).HasMaxLength(200);
        row.Property(n => n.Basis).HasMaxLength(2000);
        row.Property(n => n.Demand).HasMaxLength(2000);
        row.Property(n => n.Rights).HasMaxLength(2000);
    }
}

/// <summary>Keeps the words of the notice. 整改通知书用语维护</summary>
public sealed class KeepNoticeWords(InspectionScope scope)
{
    /// <param name="Issuer">Empty: the name of the area.</param>
    /// <param name="Basis">Empty: no line.</param>
    /// <param name="Version">The version the person saw; null where none was kept.</param>
    public sealed record Command(
        [property: Longest(60)] string? Issuer,
        [property: Longest(500)] string? Basis,
        [property: Needed, Longest(500)] string Demand,
        [property: Longest(500)] string? Rights,
        int? Version = null
    );

    public sealed record View(string Issuer, string Basis, string Demand, string Rights, int? Version);

    public static void MapRead(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/inspections/notice-words",
                async (KeepNoticeWords feature, CancellationToken ct) => TypedResults.Ok(await feature.Read(ct))
            )
            .WithSummary("整改通知书用语 · Words of the notice");

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/inspections/notice-words",
                (Command command, KeepNoticeWords feature, Actor actor, CancellationToken ct) => feature.Run(command, actor, ct)
            )
            .WithSummary("修改整改通知书用语 · Change the words of the notice");

    public async Task<View> Read(CancellationToken ct) =>
        await scope.Db.Set<NoticeWords>().AsNoTracking().FirstOrDefaultAsync(ct) is { } kept
            ? Of(kept)
            : new View("", "", NoticeWords.FirstDemand, NoticeWords.FirstRights, null);

    public async Task<View> Run(Command command, Actor actor, CancellationToken ct)
    {
        scope.NeedsDistrict(actor);
        Input.Check(command);
        var row = await scope.Db.Set<NoticeWords>().FirstOrDefaultAsync(ct);
        if (row is not null && command.Version is { } seen && seen != row.Version)
            throw new StaleVersion(row.Version);
        if (row is null)
            scope.Db.Add(row = new NoticeWords { DistrictId = scope.Db.DistrictId });
        (row.Issuer, row.Basis, row.Demand, row.Rights) = (
            PlainText.CleanLine(command.Issuer),
            PlainText.Clean(command.Basis),
            PlainText.Clean(command.Demand),
            PlainText.Clean(command.Rights)
        );
        scope.Db.Audit(actor, "notice-words.kept", null, row.Issuer, scope.Now);
        try
        {
            await scope.Db.Save(ct);
        }
        catch (DuplicateKey)
        {
            throw new StaleVersion();
        }
        return Of(row);
    }

    private static View Of(NoticeWords row) => new(row.Issuer, row.Basis, row.Demand, row.Rights, row.Version);
}
