using System.Net;
using System.Text;
using Gezhi.Cases.Importing;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Tables;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Cases.Channels;

/// <summary>Files hold people of the whole district: who may have them, and what a bad one can do.</summary>
public sealed class ImportSafetyTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_row_that_is_no_number_stops_nobody_and_the_returned_file_hides_phones_and_is_on_the_record(Engine engine)
    {
        var town = await Town.On(engine);
        await using var partner = await Partner.Connect(town, "Hotline", "hotline", hasCallback: false);
        var table =
            "工单编号,主题,内容,经度,纬度,联系电话\r\n"
            + $"N1-{partner.Id:N},路灯不亮,晚上很黑,NaN,NaN,15400092001\r\n"
            + $"N2-{partner.Id:N},井盖松动,会响,113.6595,34.7521,15400092002\r\n";
        var batchId = await Upload(town, table, partner.Id);
        await Run(town, batchId);

        var rows = await Rows(town, batchId);
        rows.Select(r => r.State).ShouldBe([ImportRowState.Refused, ImportRowState.Taken]);
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        var file = await linXiao.GetAsync(new Uri($"/centre/import/{batchId}/answers.xlsx", UriKind.Relative));
        file.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var returned = SheetReader.Rows(new MemoryStream(await file.Content.ReadAsByteArrayAsync())).ToList();
        returned[0]["联系电话"].ShouldBe("15400092001"); // to be mended and sent again
        returned[1]["联系电话"].ShouldBe("154****2002");
        (await town.With((_, db) => db.Set<AuditRow>().CountAsync(a => a.SubjectId == batchId && a.Action == "import.returned"))).ShouldBe(
            1
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_post_of_one_street_neither_uploads_nor_fetches_files_of_the_district(Engine engine)
    {
        var town = await Town.On(engine);
        var batchId = await Upload(town, "编号,内容\r\n1,路灯不亮\r\n", null);
        using var tian = await town.At(Role.Operator, StreetPeople.OtherStreet);

        (await tian.See("/centre/import")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await tian.See($"/centre/import/{batchId}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await tian.GetAsync(new Uri($"/centre/import/{batchId}/answers.xlsx", UriKind.Relative))).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
    }

    private static Task<Guid> Upload(Town town, string table, Guid? sourceId) =>
        town.With(
            (services, _) =>
                services
                    .GetRequiredService<KeepImports>()
                    .Upload(
                        new MemoryStream(Encoding.UTF8.GetBytes(table)),
                        "热线.csv",
                        sourceId,
                        CoordinateReference.Wgs84,
                        Actor.System(Town.District),
                        CancellationToken.None
                    )
        );

    /// <summary>Checked and taken in, whoever does it.</summary>
    private static async Task Run(Town town, Guid batchId)
    {
        await Until(town, batchId, ImportState.Checked);
        await town.With(
            async (services, _) =>
            {
                await services.GetRequiredService<KeepImports>().Begin(batchId, null, Actor.System(Town.District), CancellationToken.None);
                return 0;
            }
        );
        await Until(town, batchId, ImportState.Done);
    }

    private static async Task Until(Town town, Guid batchId, ImportState state)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            if (await town.With((_, db) => db.Set<ImportBatch>().AnyAsync(b => b.Id == batchId && b.State == state)))
                return;
            await Task.Delay(100);
        }
        throw new TimeoutException($"the file never was {state}");
    }

    private static Task<List<ImportRow>> Rows(Town town, Guid batchId) =>
        town.With((_, db) => db.Set<ImportRow>().AsNoTracking().Where(r => r.BatchId == batchId).OrderBy(r => r.RowNo).ToListAsync());
}
