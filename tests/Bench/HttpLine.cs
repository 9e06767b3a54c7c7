using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Gezhi.Tests.Bench;

/// <summary>One kept-alive HTTP/1.1 connection that sends ready bytes and reads one answer: little work, because it shares the cores with what it measures.</summary>
internal sealed class HttpLine : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[1 << 16];
    private int _filled;
    private int _bodyAt;

    public HttpLine(Uri address)
    {
        _socket.Connect(address.Host, address.Port);
        _socket.ReceiveTimeout = 30_000;
    }

    /// <summary>Status of the last answer.</summary>
    public int Status { get; private set; }

    /// <summary>Body of the last answer, with chunk marks when it came in chunks.</summary>
    public string Body => Encoding.UTF8.GetString(_buffer, _bodyAt, _filled - _bodyAt);

    public static byte[] Get(string path, string? cookie, string accept) =>
        Encoding.UTF8.GetBytes($"GET {path} HTTP/1.1\r\nHost: bench\r\nAccept: {accept}\r\n{CookieLine(cookie)}\r\n");

    public static byte[] Post(string path, string? cookie, string json)
    {
        var length = Encoding.UTF8.GetByteCount(json);
        return Encoding.UTF8.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: bench\r\nAccept: application/json\r\n{CookieLine(cookie)}Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{json}"
        );
    }

    /// <summary>Sends a request and reads its whole answer.</summary>
    public int Send(ReadOnlySpan<byte> request)
    {
        for (var sent = 0; sent < request.Length; )
            sent += _socket.Send(request[sent..]);
        _filled = 0;
        int end;
        while ((end = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
            More();
        _bodyAt = end + 4;
        Status = int.Parse(_buffer.AsSpan(9, 3), CultureInfo.InvariantCulture);
        var head = Encoding.ASCII.GetString(_buffer, 0, end + 2);
        if (Header(head, "Content-Length:") is { } length)
            Until(_bodyAt + int.Parse(length, CultureInfo.InvariantCulture));
        else if (Header(head, "Transfer-Encoding:") is not null)
            Chunks();
        return Status;
    }

    /// <summary>Text value of a JSON field of the last answer.</summary>
    public string Field(string name)
    {
        var mark = $"\"{name}\":\"";
        var body = Body;
        var from = body.IndexOf(mark, StringComparison.Ordinal);
        return from < 0
            ? throw new InvalidOperationException($"{Status} without {name}: {body}")
            : body[(from + mark.Length)..body.IndexOf('"', from + mark.Length)];
    }

    public void Dispose() => _socket.Dispose();

    private static string CookieLine(string? cookie) => cookie is null ? "" : $"Cookie: {cookie}\r\n";

    private static string? Header(string head, string name)
    {
        var at = head.IndexOf("\r\n" + name, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : head[(at + 2 + name.Length)..head.IndexOf('\r', at + 2)].Trim();
    }

    private void Chunks()
    {
        var at = _bodyAt;
        while (true)
        {
            int line;
            while ((line = _buffer.AsSpan(at, _filled - at).IndexOf("\r\n"u8)) < 0)
                More();
            var size = int.Parse(_buffer.AsSpan(at, line), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            at += line + 2;
            Until(at + size + 2);
            if (size == 0)
                return;
            at += size + 2;
        }
    }

    private void Until(int length)
    {
        while (_filled < length)
            More();
    }

    private void More()
    {
        if (_filled == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = _socket.Receive(_buffer.AsSpan(_filled));
        _filled += read > 0 ? read : throw new IOException("The connection was closed in the middle of an answer.");
    }
}
