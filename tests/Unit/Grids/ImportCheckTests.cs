using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Gezhi.Grids.Areas;
using Gezhi.Grids.Contract;
using Gezhi.Grids.Importing;
using Gezhi.Grids.Topology;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Problems;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Grids;

/// <summary>Files of boundaries: good ones come in unchanged, bad ones are told row by row.</summary>
public sealed class ImportCheckTests
{
    private const int District = 410103;
    private const string Community = "410103010004";
    private static readonly DateOnly On = new(2026, 3, 6);

    private static readonly List<PlannedArea> Town =
    [
        .. SeedGround.Town.Areas.Select(a => new PlannedArea(
            a.Code,
            AreaKind.Ordinary,
            a.Name,
            "",
            a.Households > 0 ? a.Households : null,
            false,
            Rings.Normal([
                [
                    [.. a.Ring],
                ],
            ])
        )),
    ];

    /// <summary>Grids of 民主路社区 in the order of their codes.</summary>
    private static List<PlannedArea> Grids => [.. Town.Where(a => a.ParentCode == Community)];

    [Fact]
    public async Task What_stands_already_brings_nothing_new()
    {
        var outcome = await Check(Json(Grids));

        outcome.Findings.ShouldBeEmpty();
        outcome.Plan!.Began.ShouldBeEmpty();
        outcome.Plan.Ended.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("UTF-8")]
    [InlineData("GBK")]
    public async Task A_Shapefile_is_read_like_GeoJSON_in_either_encoding(string codePage)
    {
        var grids = Grids.Select(a => a with { NameZh = a.NameZh.Replace("民主路", "東風路", StringComparison.Ordinal) }).ToList();

        var file = await GridFile.Read(Shape(grids, codePage), default);
        var outcome = Run(file);

        file.Format.ShouldBe("Shapefile");
        file.Rows.Count.ShouldBe(grids.Count);
        outcome.Findings.ShouldBeEmpty();
        outcome.Plan!.Began.Select(a => a.NameZh).ShouldBe(grids.Select(a => a.NameZh));
        outcome.Plan.Began.Zip(grids).ShouldAllBe(p => p.First.HasShapeOf(p.Second));
    }

    [Fact]
    public async Task A_Shapefile_in_Gauss_Kruger_metres_is_brought_to_degrees()
    {
        const string Prj =
            "PROJCS[\"CGCS2000_3_Degree_GK_CM_114E\",GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\"],PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\",500000.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",114.0],PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_Origin\",0.0]]";
        var projection = Projection.Of(Prj);

        // forward by the series of the same source, p. 61
        var back = projection.Degrees(new LonLat(468822.8593, 3847144.1032));

        projection.IsProjected.ShouldBeTrue();
        Coordinates.DistanceMetres(back, new LonLat(113.6595, 34.7521)).ShouldBeLessThan(0.01);
        Should
            .Throw<RuleViolation>(() => Projection.Of("PROJCS[\"Beijing_1954_GK\",GEOGCS[\"GCS_Beijing_1954\"]]"))
            .Code.ShouldBe("gridfile.projection");
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Every_bad_row_is_named_with_its_number()
    {
        var bad = Features(Grids.Take(3));
        bad.Add(
            new
            {
                type = "Feature",
                properties = new { code = "4101030100", name = "短" },
                geometry = Polygon(Grids[3]),
            }
        );
        bad.Add(
            new
            {
                type = "Feature",
                properties = new { code = "410105010004009", name = "别的区" },
                geometry = Polygon(Grids[3]),
            }
        );
        bad.Add(
            new
            {
                type = "Feature",
                properties = new { code = Grids[0].Code, name = "又一个" },
                geometry = Polygon(Grids[0]),
            }
        );
        bad.Add(
            new
            {
                type = "Feature",
                properties = new { code = Community + "077", name = "点" },
                geometry = (object)new { type = "Point", coordinates = new[] { 113.6, 34.7 } },
            }
        );
        bad.Add(
            new
            {
                type = "Feature",
                properties = new { code = Community + "078", name = "远" },
                geometry = (object)
                    new
                    {
                        type = "Polygon",
                        coordinates = new[]
                        {
                            new[]
                            {
                                new[] { 400_000.0, 3_800_000 },
                                [400_100.0, 3_800_000],
                                [400_100.0, 3_800_100],
                                [400_000.0, 3_800_000],
                            },
                        },
                    },
            }
        );
        bad.Add(
            new
            {
                type = "Feature",
                properties = new { code = "410103999999001", name = "没有上级" },
                geometry = Polygon(Grids[4]),
            }
        );

        var outcome = await Check(JsonSerializer.SerializeToUtf8Bytes(new { type = "FeatureCollection", features = bad }));

        var found = outcome.Findings.Where(f => f.Row > 3).Select(f => (f.Row, f.Kind)).ToList();
        found.ShouldContain((4, FindingKind.BadCode));
        found.ShouldContain((5, FindingKind.ForeignCode));
        found.ShouldContain((6, FindingKind.DuplicateCode));
        found.ShouldContain((7, FindingKind.Unreadable));
        found.ShouldContain((8, FindingKind.OutOfRange));
        found.ShouldContain((9, FindingKind.NoParent));
        outcome.Errors.ShouldBeGreaterThanOrEqualTo(6);
    }

    [Fact]
    public async Task Households_that_are_no_number_and_a_code_of_another_level_are_named_with_their_rows()
    {
        var rows = Features(Grids.Take(1));
        rows.Add(
            new
            {
                type = "Feature",
                properties = new
                {
                    code = Grids[1].Code,
                    name = "户数写成字",
                    households = "三百多",
                },
                geometry = Polygon(Grids[1]),
            }
        );
        rows.Add(
            new
            {
                type = "Feature",
                properties = new { code = Grids[2].Code + "01", name = "微网格" },
                geometry = Polygon(Grids[2]),
            }
        );
        var file = JsonSerializer.SerializeToUtf8Bytes(new { type = "FeatureCollection", features = rows });

        var areas = await Check(file, m => m with { HouseholdsField = "households" });
        var dedicated = await Check(file, m => m with { Layer = ImportLayer.Dedicated });

        areas.Findings.ShouldContain(f => f.Row == 2 && f.Kind == FindingKind.BadHouseholds && f.Other == "三百多" && f.Blocks);
        dedicated.Findings.ShouldContain(f => f.Row == 3 && f.Kind == FindingKind.WrongLevel && f.Blocks);
    }

    [Fact]
    public async Task A_gap_an_overlap_a_sliver_and_a_self_crossing_are_found_where_they_are()
    {
        var grid = Grids[0];
        var ring = grid.Polygons[0][0];

        (
            await Kinds(
                grid with
                {
                    Polygons =
                    [
                        [Scaled(ring, .8)],
                    ],
                }
            )
        ).ShouldContain(FindingKind.Gap);
        (
            await Kinds(
                grid with
                {
                    Polygons =
                    [
                        [Scaled(ring, 1.3)],
                    ],
                }
            )
        ).ShouldContain(FindingKind.Overlap);
        (
            await Kinds(
                grid with
                {
                    Polygons =
                    [
                        [Scaled(ring, 1.004)],
                    ],
                }
            )
        ).ShouldContain(FindingKind.Sliver);
        (
            await Kinds(
                grid with
                {
                    Polygons =
                    [
                        [
                            [ring[0], ring[2], ring[1], .. ring[3..]],
                        ],
                    ],
                }
            )
        ).ShouldContain(FindingKind.SelfCrossing);
        var moved = await Check(Json([Moved(grid, .02, 0)]));
        moved.Findings.ShouldContain(f => f.Row == 1 && (f.Kind == FindingKind.OutsideParent || f.Kind == FindingKind.OutsideDistrict));
        (await Check(Json([Moved(grid, 2, 0)]))).Findings.ShouldContain(f => f.Row == 1 && f.Kind == FindingKind.OutsideDistrict);
    }

    [Fact]
    public async Task Swapped_axes_are_recognised_and_read_turned_when_asked()
    {
        var swapped = Grids.ConvertAll(a =>
            a with
            {
                Polygons = [.. a.Polygons.Select(p => p.Select(r => r.Select(c => new LonLat(c.Lat, c.Lon)).ToArray()).ToArray())],
            }
        );

        var outcome = await Check(Json(swapped));
        var turned = await Check(Json(swapped), m => m with { SwapsAxes = true });

        outcome.Findings.Count.ShouldBe(Grids.Count);
        outcome.Findings.ShouldAllBe(f => f.Kind == FindingKind.SwappedAxes && f.Row > 0);
        turned.Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_single_swapped_feature_is_named_with_its_row_and_the_others_are_looked_at_all_the_same()
    {
        var one = Grids.ConvertAll(a => a);
        one[2] = one[2] with
        {
            Polygons = [.. one[2].Polygons.Select(p => p.Select(r => r.Select(c => new LonLat(c.Lat, c.Lon)).ToArray()).ToArray())],
        };
        one[0] = one[0] with { NameZh = "新名字" };

        var outcome = await Check(Json(one));

        var finding = outcome.Findings.Single(f => f.Blocks);
        (finding.Row, finding.Kind, finding.AreaCode).ShouldBe((3, FindingKind.SwappedHere, one[2].Code));
        outcome.Plan!.Began.Single().NameZh.ShouldBe("新名字");
    }

    [Theory]
    [InlineData(CoordinateReference.Gcj02, FindingKind.ShiftedGcj02, true)]
    [InlineData(CoordinateReference.Bd09, FindingKind.ShiftedBd09, true)]
    [InlineData(CoordinateReference.Gcj02, FindingKind.ShiftedGcj02, false)]
    [InlineData(CoordinateReference.Bd09, FindingKind.ShiftedBd09, false)]
    public async Task A_shifted_file_is_recognised_by_what_is_known_and_converted_when_asked(
        CoordinateReference reference,
        FindingKind expected,
        bool sameCodes
    )
    {
        var shifted = Grids.ConvertAll(a =>
            a with
            {
                Code = sameCodes ? a.Code : Community + "5" + a.Code[^2..],
                Polygons =
                [
                    .. a.Polygons.Select(p => p.Select(r => r.Select(c => Coordinates.FromWgs84(c, reference)).ToArray()).ToArray()),
                ],
            }
        );

        var outcome = await Check(Json(shifted));
        var converted = await Check(Json(shifted), m => m with { Reference = reference, EndsMissing = true });

        outcome.Findings.ShouldHaveSingleItem().Kind.ShouldBe(expected);
        outcome.Findings[0].SquareMetres.ShouldBeInRange(300, 1_500); // metres of the shift
        converted
            .Findings.Where(f => f.Blocks && f.Kind != FindingKind.Gap)
            .Select(f => f.Kind)
            .Distinct()
            .ShouldBeSubsetOf([FindingKind.Sliver]);
    }

    [Fact]
    public async Task Coordinates_that_are_where_they_should_be_are_not_called_shifted()
    {
        var redrawn = Grids.ConvertAll(a => Moved(a, .0004, 0)); // 37 m, all at once

        (await Check(Json(redrawn))).Findings.ShouldNotContain(f =>
            f.Kind == FindingKind.ShiftedGcj02 || f.Kind == FindingKind.ShiftedBd09
        );
    }

    [Fact]
    public async Task Broken_and_hostile_files_are_refused_with_a_reason()
    {
        async Task<string> Code(byte[] bytes) => (await Should.ThrowAsync<RuleViolation>(() => GridFile.Read(bytes, default))).Code;
        var shape = Pieces(Grids, "UTF-8");

        (await Code("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":"u8.ToArray())).ShouldBe("gridfile.geojson");
        (await Code("Hello"u8.ToArray())).ShouldBe("gridfile.geojson");
        (await Code("{\"type\":\"FeatureCollection\",\"features\":[]}"u8.ToArray())).ShouldBe("gridfile.empty");
        (await Code(new byte[GridFile.MostUploaded + 1])).ShouldBe("gridfile.too-large");
        (await Code([.. "PK"u8, 3, 4, 0, 0])).ShouldBe("gridfile.zip-broken");
        (await Code(Zip([("readme.txt", "x"u8.ToArray())]))).ShouldBe("gridfile.unknown");
        (await Code(Zip([("a.shp", shape.Shp)]))).ShouldBe("gridfile.no-dbf");
        (await Code(Zip([("a.shp", shape.Shp[..40]), ("a.dbf", shape.Dbf)]))).ShouldBe("gridfile.shp");
        (await Code(Zip([("a.shp", shape.Shp), ("a.dbf", shape.Dbf[..50])]))).ShouldBe("gridfile.dbf");
        (await Code(Zip([("a.geojson", "{}"u8.ToArray()), ("b.geojson", "{}"u8.ToArray())]))).ShouldBe("gridfile.zip-two");
        (await Code(Zip([("bomb.geojson", new byte[GridFile.MostUnpacked + 1])]))).ShouldBe("gridfile.zip-bomb");
        (await Code(Zip([.. Enumerable.Range(0, 80).Select(i => ($"{i}.txt", new byte[1]))]))).ShouldBe("gridfile.zip-too-many");
    }

    [Fact]
    public async Task A_record_cut_off_in_the_middle_of_a_Shapefile_is_named()
    {
        var shape = Pieces(Grids, "UTF-8");

        var file = await GridFile.Read(Zip([("a.shp", shape.Shp[..^30]), ("a.dbf", shape.Dbf)]), default);

        file.Rows[^1].Fault.ShouldBe("gridfile.record-cut");
        Run(file).Findings.ShouldContain(f => f.Row == Grids.Count && f.Kind == FindingKind.Unreadable);
    }

    [Fact]
    public async Task Grids_the_file_does_not_bring_end_with_their_micro_grids_when_asked()
    {
        var first = Grids[0];
        var whole = new PlannedArea(
            Community + "050",
            AreaKind.Ordinary,
            "整个社区",
            "",
            null,
            false,
            Town.Single(a => a.Code == Community).Polygons
        );

        var outcome = await Check(Json([whole]), m => m with { EndsMissing = true });

        outcome.Findings.ShouldBeEmpty();
        outcome.Plan!.Ended.ShouldContain(first.Code);
        outcome.Plan.Ended.Count.ShouldBe(Town.Count(a => a.Code.StartsWith(Community, StringComparison.Ordinal)) - 1);
    }

    [Fact]
    public async Task Unit_grids_with_the_codes_of_grids_are_another_thing()
    {
        var cells = CellRaster
            .Over(Community, Town.Single(a => a.Code == Community).Polygons)
            .Select(c => new PlannedArea(c.Code, AreaKind.Ordinary, "", "", null, false, c.Polygons))
            .ToList();
        cells.Select(c => c.Code).ShouldContain(Grids[0].Code);

        var outcome = await Check(Json(cells), m => m with { Layer = ImportLayer.UnitGrids });
        var twice = await Check(
            Json([cells[0], cells[1] with { Polygons = cells[0].Polygons }]),
            m => m with { Layer = ImportLayer.UnitGrids }
        );

        outcome.Errors.ShouldBe(0);
        outcome.Cells.Count.ShouldBe(cells.Count);
        twice.Findings.ShouldContain(f => f.Kind == FindingKind.Overlap);
    }

    [Fact]
    public async Task What_a_Shapefile_claims_is_not_believed()
    {
        var shape = Pieces(Grids, "UTF-8");
        var table = new byte[33 + GridFile.MostFeatures + 1]; // records of one byte each
        BitConverter.GetBytes(GridFile.MostFeatures + 1).CopyTo(table, 4);
        (table[8], table[10], table[32]) = (33, 1, 0x0D);
        var crowd = shape.Shp.ToArray();
        var rings = new byte[44 + (2001 * 20)];
        (rings[0], rings[36], rings[37], rings[40], rings[41]) = (5, 2001 & 255, 2001 >> 8, 2001 & 255, 2001 >> 8);
        crowd = [.. crowd[..100], .. BigEndian(1), .. BigEndian(rings.Length / 2), .. rings];

        (await Should.ThrowAsync<RuleViolation>(() => GridFile.Read(Zip([("a.shp", shape.Shp), ("a.dbf", table)]), default))).Code.ShouldBe(
            "gridfile.too-many"
        );
        (await GridFile.Read(Zip([("a.shp", crowd), ("a.dbf", shape.Dbf)]), default)).Rows[0].Fault.ShouldBe("gridfile.too-many-parts");
    }

    [Fact]
    public async Task A_point_that_is_no_number_and_an_area_smaller_than_a_hair_are_faults_of_their_rows()
    {
        var (shp, dbf) = Pieces(Grids, "UTF-8");
        BitConverter.GetBytes(double.NaN).CopyTo(shp, 100 + 8 + 48);
        var (x, y) = (Grids[0].Polygons[0][0][0].Lon, Grids[0].Polygons[0][0][0].Lat);
        var hair = Grids[0] with
        {
            Polygons =
            [
                [
                    [new(x, y), new(x + 1e-9, y), new(x, y + 1e-9)],
                ],
            ],
        };

        var file = await GridFile.Read(Zip([("a.shp", shp), ("a.dbf", dbf)]), default);
        var outcome = await Check(Json([hair]));

        file.Rows[0].Fault.ShouldBe("geojson.bad-point");
        Run(file).Findings.ShouldContain(f => f.Row == 1 && f.Kind == FindingKind.Unreadable);
        outcome.Findings.ShouldContain(f => f.Row == 1 && f.Kind == FindingKind.Unreadable);
    }

    [Fact]
    public async Task Unit_grids_the_file_does_not_bring_end_when_asked()
    {
        var cells = CellRaster
            .Over(Community, Town.Single(a => a.Code == Community).Polygons)
            .Select(c => new PlannedArea(c.Code, AreaKind.Ordinary, "", "", null, false, c.Polygons))
            .ToList();
        var file = await GridFile.Read(Json(cells[1..]), default);
        ImportOutcome Ends(bool asked) =>
            ImportCheck.Run(
                file,
                FieldGuess.Of(file, ImportLayer.Areas, On) with
                {
                    Layer = ImportLayer.UnitGrids,
                    EndsMissing = asked,
                },
                District,
                Town,
                cells
            );

        Ends(true).EndedCells.ShouldBe([cells[0].Code]);
        Ends(false).EndedCells.ShouldBeEmpty();
    }

    private static async Task<List<FindingKind>> Kinds(PlannedArea changed)
    {
        var outcome = await Check(Json([.. Grids.Select(a => a.Code == changed.Code ? changed : a)]));
        outcome.Errors.ShouldBeGreaterThan(0);
        outcome.Findings.Where(f => f.Kind != FindingKind.NoName).ShouldAllBe(f => f.At != null);
        return [.. outcome.Findings.Select(f => f.Kind)];
    }

    private static async Task<ImportOutcome> Check(byte[] file, Func<ImportMapping, ImportMapping>? turn = null) =>
        Run(await GridFile.Read(file, default), turn);

    private static ImportOutcome Run(GridFile file, Func<ImportMapping, ImportMapping>? turn = null)
    {
        var mapping = FieldGuess.Of(file, ImportLayer.Areas, On);
        return ImportCheck.Run(file, turn?.Invoke(mapping) ?? mapping, District, Town, []);
    }

    private static byte[] Json(IReadOnlyList<PlannedArea> areas) =>
        JsonSerializer.SerializeToUtf8Bytes(new { type = "FeatureCollection", features = Features(areas) });

    private static List<object> Features(IEnumerable<PlannedArea> areas) =>
        [
            .. areas.Select(a => new
            {
                type = "Feature",
                properties = new { code = a.Code, name = a.NameZh },
                geometry = Polygon(a),
            }),
        ];

    private static object Polygon(PlannedArea area) =>
        new { type = "Polygon", coordinates = area.Polygons[0].Select(r => r.Append(r[0]).Select(p => new[] { p.Lon, p.Lat })) };

    private static PlannedArea Moved(PlannedArea area, double east, double north) =>
        area with
        {
            Polygons =
            [
                .. area.Polygons.Select(p => p.Select(r => r.Select(c => new LonLat(c.Lon + east, c.Lat + north)).ToArray()).ToArray()),
            ],
        };

    private static LonLat[] Scaled(LonLat[] ring, double factor)
    {
        var (x, y) = (ring.Average(p => p.Lon), ring.Average(p => p.Lat));
        return [.. ring.Select(p => new LonLat(x + ((p.Lon - x) * factor), y + ((p.Lat - y) * factor)))];
    }

    private static byte[] Shape(IReadOnlyList<PlannedArea> areas, string codePage)
    {
        var (shp, dbf) = Pieces(areas, codePage);
        return Zip([
            ("网格/grids.shp", shp),
            ("网格/grids.dbf", dbf),
            ("网格/grids.prj", Encoding.ASCII.GetBytes("GEOGCS[\"GCS_WGS_1984\"]")),
            ("网格/grids.cpg", Encoding.ASCII.GetBytes(codePage)),
        ]);
    }

    private static byte[] Zip(IEnumerable<(string Name, byte[] Bytes)> files)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, bytes) in files)
                using (var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open())
                    entry.Write(bytes);
        return packed.ToArray();
    }

    /// <summary>A .shp and a .dbf as mapping programs write them: outlines clockwise.</summary>
    private static (byte[] Shp, byte[] Dbf) Pieces(IReadOnlyList<PlannedArea> areas, string codePage)
    {
        var records = new List<byte[]>();
        foreach (var area in areas)
        {
            using var record = new MemoryStream();
            using var to = new BinaryWriter(record);
            var ring = area.Polygons[0][0].Reverse().ToList();
            ring.Add(ring[0]);
            to.Write(5);
            foreach (var number in new[] { ring.Min(p => p.Lon), ring.Min(p => p.Lat), ring.Max(p => p.Lon), ring.Max(p => p.Lat) })
                to.Write(number);
            to.Write(1);
            to.Write(ring.Count);
            to.Write(0);
            foreach (var point in ring)
                (new[] { point.Lon, point.Lat }).ToList().ForEach(to.Write);
            records.Add(record.ToArray());
        }
        using var shp = new MemoryStream();
        using (var to = new BinaryWriter(shp, Encoding.ASCII, leaveOpen: true))
        {
            to.Write(BigEndian(9994));
            to.Write(new byte[20]);
            to.Write(BigEndian((100 + records.Sum(r => r.Length + 8)) / 2));
            to.Write(1000);
            to.Write(5);
            to.Write(new byte[64]);
            for (var i = 0; i < records.Count; i++)
            {
                to.Write(BigEndian(i + 1));
                to.Write(BigEndian(records[i].Length / 2));
                to.Write(records[i]);
            }
        }
        return (shp.ToArray(), Table(areas, codePage == "GBK" ? CodePagesEncodingProvider.Instance.GetEncoding(936)! : Encoding.UTF8));
    }

    private static byte[] Table(IReadOnlyList<PlannedArea> areas, Encoding text)
    {
        using var dbf = new MemoryStream();
        using var to = new BinaryWriter(dbf);
        (string Name, int Length)[] fields = [("CODE", 20), ("NAME", 60)];
        to.Write((byte)3);
        to.Write(new byte[3]);
        to.Write(areas.Count);
        to.Write((short)(32 + (32 * fields.Length) + 1));
        to.Write((short)(1 + fields.Sum(f => f.Length)));
        to.Write(new byte[20]);
        foreach (var (name, length) in fields)
        {
            to.Write(Encoding.ASCII.GetBytes(name.PadRight(11, '\0')));
            to.Write((byte)'C');
            to.Write(new byte[4]);
            to.Write((byte)length);
            to.Write(new byte[15]);
        }
        to.Write((byte)0x0D);
        foreach (var area in areas)
        {
            to.Write((byte)' ');
            foreach (var (value, length) in new[] { (area.Code, 20), (area.NameZh, 60) })
            {
                var bytes = text.GetBytes(value);
                to.Write(bytes);
                to.Write(Encoding.ASCII.GetBytes(new string(' ', length - bytes.Length)));
            }
        }
        return dbf.ToArray();
    }

    private static byte[] BigEndian(int number) => [.. BitConverter.GetBytes(number).Reverse()];
}
