using System.Text.Json;
using System.Text.Json.Serialization;
using Gezhi.Platform.Problems;

namespace Gezhi.Platform.Time;

/// <summary>Times in requests carry Z or an offset and become UTC; a time without one would mean whatever zone the server happens to have. 时间读取</summary>
public sealed class InstantJson : JsonConverter<DateTime>
{
    /// <exception cref="InvalidInput"><c>input.time-zone</c>.</exception>
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (!reader.TryGetDateTime(out var time))
            throw new JsonException();
        if (time.Kind == DateTimeKind.Unspecified)
            throw new InvalidInput("", "input.time-zone");
        return time.ToUniversalTime();
    }

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
