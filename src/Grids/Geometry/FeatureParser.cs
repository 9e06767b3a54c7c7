using System.Text.Json;

namespace Gezhi.Grids.Geometry;

/// <summary>Takes a FeatureCollection apart piece by piece as bytes come in. 逐个解析</summary>
internal sealed class FeatureParser(bool keepsBadOnes = false)
{
    private const int MaxFeatureBytes = 64 << 20;

    private byte[] _buffer = new byte[1 << 16];
    private int _origin;
    private int _start;
    private int _end;
    private int _number;
    private bool _isLastPart;
    private bool _isBegun;
    private bool _isInFeatures;
    private bool _hasFeatures;
    private JsonReaderState _state;

    public bool IsFinished { get; private set; }

    public Memory<byte> FreeSpace()
    {
        Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= MaxFeatureBytes)
                throw new GeoJsonFault("geojson.too-large", _number + 1, "larger than 64 MB");
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        return _buffer.AsMemory(_end);
    }

    /// <summary>Says how many bytes were put into the free space; 0 means the file is at its end.</summary>
    public void Take(int bytes)
    {
        if (_isLastPart)
            throw GeoJsonFault.NotJson(0, "the file ends too early");
        _isLastPart = bytes == 0;
        _end += bytes;
    }

    /// <summary>The next whole feature; null when more bytes are needed or the collection is at its end.</summary>
    public GeoJsonFeature? Next()
    {
        if (!_isBegun && !Begin())
            return null;
        var reader = new Utf8JsonReader(_buffer.AsSpan(_start.._end), _isLastPart, _state);
        _origin = _start;
        try
        {
            return _isInFeatures || Enter(ref reader) ? NextIn(ref reader) : null;
        }
        catch (JsonException broken)
        {
            throw GeoJsonFault.NotJson(_isInFeatures ? _number + 1 : 0, broken.Message);
        }
    }

    /// <summary>Passes by the byte order mark that some editors put first.</summary>
    private bool Begin()
    {
        if (_end < 3 && !_isLastPart)
            return false;
        if (_buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8))
            _start = 3;
        _isBegun = true;
        return true;
    }

    /// <summary>Goes to the first feature, passing other members by; false when more bytes are needed or nothing follows.</summary>
    private bool Enter(ref Utf8JsonReader reader)
    {
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                if (!_hasFeatures)
                    throw NotACollection("it has no \"features\"");
                IsFinished = true;
                return false;
            }

            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                if (!PassMember(ref reader))
                    return false;
            }
            else if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw NotACollection("it is not a JSON object");
            }

            Keep(reader);
            if (_isInFeatures)
                return true;
        }

        return false;
    }

    private bool PassMember(ref Utf8JsonReader reader)
    {
        var name = reader.GetString()!;
        if (name == "features")
        {
            if (!reader.Read())
                return false;
            if (reader.TokenType != JsonTokenType.StartArray)
                throw NotACollection("\"features\" is not a list");
            _isInFeatures = _hasFeatures = true;
            return true;
        }

        if (!reader.Read() || !JsonDocument.TryParseValue(ref reader, out var member))
            return false;
        using (member)
            CheckMember(name, member.RootElement);
        return true;
    }

    private GeoJsonFeature? NextIn(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
            return null;
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            _isInFeatures = false;
            Keep(reader);
            Enter(ref reader);
            return null;
        }

        if (!JsonDocument.TryParseValue(ref reader, out var document))
            return null;
        using (document)
        {
            Keep(reader);
            _number++;
            return keepsBadOnes ? EvenBad(document.RootElement) : FeatureContent.Of(document.RootElement, _number);
        }
    }

    /// <summary>A feature that cannot be taken comes with its fault, so that a report can name every one of them.</summary>
    private GeoJsonFeature EvenBad(JsonElement feature)
    {
        try
        {
            return FeatureContent.Of(feature, _number, anyNumbers: true);
        }
        catch (GeoJsonFault fault)
        {
            return new GeoJsonFeature(null, new Dictionary<string, object?>(), []) { Fault = fault };
        }
    }

    /// <summary>Old files may name a coordinate reference; anything but WGS-84 would put every grid in a wrong place.</summary>
    private static void CheckMember(string name, JsonElement value)
    {
        if (name == "type" && !(value.ValueKind == JsonValueKind.String && value.ValueEquals("FeatureCollection")))
            throw NotACollection("its type is " + value.GetRawText());
        if (name != "crs" || value.ValueKind == JsonValueKind.Null)
            return;
        var text = value.GetRawText();
        if (
            !text.Contains("CRS84", StringComparison.Ordinal)
            && !text.Contains("4326", StringComparison.Ordinal)
            && !text.Contains("4490", StringComparison.Ordinal)
        )
            throw new GeoJsonFault("geojson.wrong-reference", 0, "coordinates must be WGS-84 or CGCS2000 degrees, the file says " + text);
    }

    private static GeoJsonFault NotACollection(string why) => new("geojson.not-collection", 0, "not a GeoJSON FeatureCollection: " + why);

    private void Keep(in Utf8JsonReader reader)
    {
        _start = _origin + (int)reader.BytesConsumed;
        _state = reader.CurrentState;
    }
}
