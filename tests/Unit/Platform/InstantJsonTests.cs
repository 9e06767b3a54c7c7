using System.Text.Json;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Time;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Platform;

public sealed class InstantJsonTests
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new InstantJson() } };

    [Theory]
    [InlineData("\"2026-03-05T14:26:00+08:00\"")]
    [InlineData("\"2026-03-05T06:26:00Z\"")]
    public void A_time_with_its_offset_becomes_the_same_instant_in_UTC_on_every_server(string json)
    {
        var read = JsonSerializer.Deserialize<DateTime?>(json, Options);
        read.ShouldBe(new DateTime(2026, 3, 5, 6, 26, 0, DateTimeKind.Utc));
        read!.Value.Kind.ShouldBe(DateTimeKind.Utc);
    }

    [Theory]
    [InlineData("\"2026-03-05T14:26:00\"")]
    [InlineData("\"2026-03-05\"")]
    public void A_time_without_its_offset_is_refused_with_a_code(string json) =>
        Should
            .Throw<InvalidInput>(() => JsonSerializer.Deserialize<DateTime?>(json, Options))
            .Errors.ShouldHaveSingleItem()
            .Value.ShouldBe(["input.time-zone"]);

    [Fact]
    public void A_time_goes_out_with_its_Z() =>
        JsonSerializer.Serialize(new DateTime(2026, 3, 5, 6, 26, 0, DateTimeKind.Utc), Options).ShouldBe("\"2026-03-05T06:26:00Z\"");
}
