using System.Text.Json;
using System.Text.Json.Serialization;
using Gezhi.Platform.Fieldwork;
using Gezhi.Platform.Problems;

namespace Gezhi.Field.Visits;

/// <summary>Fields of an entry as the command of a feature. 现场字段</summary>
internal static class DoorFields
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false) },
    };

    /// <exception cref="InvalidInput">A field has the wrong type.</exception>
    public static T Read<T>(FieldEntry entry)
    {
        try
        {
            return entry.Data.Deserialize<T>(Options) ?? throw new InvalidInput("", "input.unreadable");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or NotSupportedException)
        {
            throw new InvalidInput("", "input.unreadable");
        }
    }
}
