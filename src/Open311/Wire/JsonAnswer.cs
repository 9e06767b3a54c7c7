using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Gezhi.Open311.Wire;

/// <summary>Writes an answer as JSON: ids are texts, booleans booleans, coordinates numbers. JSON应答</summary>
internal static class JsonAnswer
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <param name="hasTextBooleans">Booleans as the words "true" and "false", as some older clients want them.</param>
    public static byte[] Write(Body body, bool hasTextBooleans = false)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
            Value(json, body.Content, hasTextBooleans);
        return bytes.ToArray();
    }

    private static void Value(Utf8JsonWriter json, object? value, bool hasTextBooleans)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool isTrue when hasTextBooleans:
                json.WriteStringValue(isTrue ? "true" : "false");
                break;
            case bool isTrue:
                json.WriteBooleanValue(isTrue);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case Listing listing:
                json.WriteStartArray();
                foreach (var item in listing.Values)
                    Value(json, item, hasTextBooleans);
                json.WriteEndArray();
                break;
            case Fields fields:
                json.WriteStartObject();
                foreach (var field in fields)
                {
                    json.WritePropertyName(field.Name);
                    Value(json, field.Value, hasTextBooleans);
                }
                json.WriteEndObject();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(value), value, "not a value of an answer");
        }
    }
}
